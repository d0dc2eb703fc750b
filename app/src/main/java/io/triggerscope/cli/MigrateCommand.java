package io.triggerscope.cli;

import io.triggerscope.feed.export.JsonLine;
import io.triggerscope.model.DryRun;
import io.triggerscope.model.DryRun.AlreadyThere;
import io.triggerscope.model.DryRun.NotInTransaction;
import io.triggerscope.model.DryRun.Ran;
import io.triggerscope.model.DryRun.Step;
import io.triggerscope.model.DryRun.Stopped;
import io.triggerscope.model.Limits;
import io.triggerscope.model.LockHolder;
import io.triggerscope.model.Migration;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.RelationLock;
import io.triggerscope.model.SchemaChange;
import io.triggerscope.postgres.MigrationSource;
import io.triggerscope.postgres.Migrations;
import io.triggerscope.postgres.ScriptFolder;
import io.triggerscope.postgres.Target;
import io.triggerscope.viewmodel.DryRunViewModel;
import io.triggerscope.viewmodel.Format;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code triggerscope migrate}: lists, tries and applies migrations. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Applies the migrations that are pending, each in a transaction of its own.",
    footer = {
      "",
      DatabaseCommand.EXIT_CODES,
      "A pending migration, or one that has changed or failed, is a problem to --plan."
    })
public final class MigrateCommand extends DatabaseCommand {

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private Consent consent = new Consent();

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = {
        "Not the shipped migrations, but those in this folder, named as Flyway has it:",
        "V1__make_it.sql. What is applied is recorded in flyway_schema_history."
      })
  private @Nullable Path folder;

  @Option(
      names = "--lock-timeout",
      paramLabel = "DURATION",
      defaultValue = "2s",
      converter = DurationConverter.class,
      description = "How long a statement waits for a lock. Default: ${DEFAULT-VALUE}.")
  private Duration lockTimeout = Limits.DEFAULT.lockTimeout();

  @Option(
      names = "--statement-timeout",
      paramLabel = "DURATION",
      defaultValue = "5m",
      converter = DurationConverter.class,
      description = "How long a statement may take in all. Default: ${DEFAULT-VALUE}.")
  private Duration statementTimeout = Limits.DEFAULT.statementTimeout();

  /** What is to be done without a question. */
  private static final class Consent {

    @Option(names = "--plan", description = "Only list the migrations and how each stands.")
    private boolean plan;

    @Option(
        names = "--dry-run",
        description = {
          "Run what is pending in one transaction, roll it back, and tell what it changed and which",
          "locks it took. It really waits for these locks, and holds them until then."
        })
    private boolean dryRun;

    @Option(names = "--yes", description = "Apply without asking.")
    private boolean yes;
  }

  @Override
  boolean readOnly() {
    return consent.plan;
  }

  @Override
  int run(Target target) {
    var migrations =
        new Migrations(target, folder == null ? MigrationSource.SHIPPED : new ScriptFolder(folder));
    return switch (migrations.list()) {
      case Outcome.Done<List<Migration>>(var all) -> run(migrations, all);
      case Outcome.Failed<List<Migration>>(var failure) -> failed(failure);
    };
  }

  private int run(Migrations migrations, List<Migration> all) {
    var pending = all.stream().filter(Migration::pending).toList();
    if (consent.plan) {
      all.forEach(this::print);
      return all.stream().allMatch(MigrateCommand::isInOrder) ? FINE : PROBLEMS;
    }
    if (pending.isEmpty()) {
      return applied(0);
    }
    if (consent.dryRun) {
      return interruptible(() -> dryRun(migrations, pending));
    }
    return consent.yes || Question.isAnsweredYes(sentence(pending) + " Apply?")
        ? interruptible(() -> apply(migrations, pending))
        : refuse(sentence(pending) + " Nothing was applied: that needs --yes.");
  }

  private int dryRun(Migrations migrations, List<Migration> pending) {
    return switch (migrations.dryRun(pending, limits())) {
      case Outcome.Done<DryRun>(var dryRun) -> show(dryRun);
      case Outcome.Failed<DryRun>(var failure) -> failed(failure);
    };
  }

  private int apply(Migrations migrations, List<Migration> pending) {
    return switch (migrations.run(pending, limits(), this::tell)) {
      case Outcome.Done<Integer>(var count) -> applied(count);
      case Outcome.Failed<Integer>(var failure) -> failed(failure);
    };
  }

  private Limits limits() {
    return new Limits(lockTimeout, statementTimeout, Limits.DEFAULT.tries());
  }

  private static boolean isInOrder(Migration migration) {
    return switch (migration.state()) {
      case BASELINE, APPLIED, UNKNOWN -> true;
      case PENDING, CHANGED, FAILED, OVERTAKEN -> false;
    };
  }

  private static String sentence(List<Migration> pending) {
    return "%s pending: %s."
        .formatted(
            Format.count(pending.size(), "migration"),
            String.join(", ", pending.stream().map(Migration::script).toList()));
  }

  private int applied(int count) {
    print(
        count == 0 ? "Nothing is pending." : Format.count(count, "migration") + " applied.",
        out -> out.writeStringProperty("type", "migrate").writeNumberProperty("applied", count));
    return FINE;
  }

  private void print(Migration migration) {
    var state = migration.state().name().toLowerCase(Locale.ROOT);
    print(
        "%-8s %s  %s".formatted(state, migration.version(), migration.description()),
        out -> {
          out.writeStringProperty("type", "migration")
              .writeStringProperty("version", migration.version())
              .writeStringProperty("description", migration.description())
              .writeStringProperty("state", state);
          var installed = migration.installedOn();
          JsonLine.write("installed_on", installed == null ? null : TailLines.time(installed), out);
          JsonLine.write("installed_by", migration.installedBy(), out);
        });
  }

  // ---- a dry run ----

  private int show(DryRun dryRun) {
    dryRun.steps().forEach(this::print);
    dryRun.changes().forEach(this::print);
    dryRun.locks().forEach(this::print);
    dryRun.blockers().forEach(this::print);
    return dryRun.steps().stream().allMatch(MigrateCommand::canRun) ? FINE : PROBLEMS;
  }

  private static boolean canRun(Step step) {
    return switch (step) {
      case Ran _, NotInTransaction _ -> true;
      case AlreadyThere _, Stopped _ -> false;
    };
  }

  private void print(Step step) {
    var text = new StringBuilder(DryRunViewModel.words(step));
    step.messages().forEach(m -> text.append(System.lineSeparator()).append("  ").append(m));
    print(
        text.toString(),
        out -> {
          out.writeStringProperty("type", "script")
              .writeStringProperty("script", step.script())
              .writeStringProperty("outcome", DryRunViewModel.words(step))
              .writeArrayPropertyStart("messages");
          step.messages().forEach(out::writeString);
          out.writeEndArray();
        });
  }

  private void print(SchemaChange change) {
    var object = change.object();
    print(
        "%-8s %s %s".formatted(change.verb(), object.kind(), object.name()),
        out ->
            out.writeStringProperty("type", "change")
                .writeStringProperty("verb", change.verb())
                .writeStringProperty("kind", object.kind())
                .writeStringProperty("name", object.name()));
  }

  private void print(RelationLock lock) {
    print(
        "%-8s %s %s".formatted("locks", lock.relation(), lock.mode().word()),
        out ->
            out.writeStringProperty("type", "lock")
                .writeStringProperty("relation", lock.relation())
                .writeStringProperty("mode", lock.mode().word()));
  }

  private void print(LockHolder holder) {
    print(
        "%-8s %s, %s".formatted("blocked", holder.object(), holder.words()),
        out ->
            out.writeStringProperty("type", "blocker")
                .writeStringProperty("object", holder.object())
                .writeNumberProperty("pid", holder.pid())
                .writeStringProperty("words", holder.words()));
  }
}

package io.triggerscope.cli;

import io.triggerscope.connection.StoredFile;
import io.triggerscope.feed.export.JsonLine;
import io.triggerscope.model.CleanupEnd;
import io.triggerscope.model.CleanupPlan;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.Retention;
import io.triggerscope.postgres.ErrorCleanup;
import io.triggerscope.postgres.Target;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.GroupNotes;
import io.triggerscope.viewmodel.Preferences;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

/** {@code triggerscope cleanup}: deletes old rows of {@code trigger_error_log}. */
@Command(
    name = "cleanup",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Deletes the old rows of trigger_error_log, a thousand in each transaction.",
      "Rows of groups that you have not acknowledged in the window, on this computer, are kept."
    },
    footer = {"", DatabaseCommand.EXIT_CODES})
public final class CleanupCommand extends DatabaseCommand {

  private final StoredFile<Preferences.Stored> file;

  @Option(
      names = "--older-than",
      paramLabel = "DAYS",
      required = true,
      converter = DaysConverter.class,
      description = "Which rows are old, e.g. 30d.")
  private Retention retention = Retention.DEFAULT;

  @Option(
      names = "--unacknowledged",
      description = "Delete rows of groups that you have not acknowledged as well.")
  private boolean unacknowledged;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private Consent consent = new Consent();

  /** What is to be done without a question. */
  private static final class Consent {

    @Option(names = "--preview", description = "Only count what would be deleted.")
    private boolean preview;

    @Option(names = "--yes", description = "Delete without asking.")
    private boolean yes;
  }

  public CleanupCommand() {
    this(Preferences.standardFile(InstantSource.system()));
  }

  /**
   * @param file where the notes on groups are
   */
  CleanupCommand(StoredFile<Preferences.Stored> file) {
    this.file = file;
  }

  @Override
  boolean readOnly() {
    return consent.preview;
  }

  @Override
  int run(Target target) {
    var cleanup = new ErrorCleanup(target);
    var notes = GroupNotes.of(target.settings(), Preferences.open(file, InstantSource.system()));
    return switch (cleanup
        .preview(retention)
        .map(preview -> preview.plan(notes::isAcknowledged, unacknowledged))) {
      case Outcome.Done<CleanupPlan>(var plan) ->
          consent.preview
              ? show(plan)
              : consent.yes || Question.isAnsweredYes(sentence(plan) + " Delete?")
                  ? interruptible(() -> delete(cleanup, plan))
                  : refuse("Nothing was deleted: that needs --yes. --preview counts only.");
      case Outcome.Failed<CleanupPlan>(var failure) -> failed(failure);
    };
  }

  private int show(CleanupPlan plan) {
    print(
        sentence(plan),
        out -> {
          out.writeStringProperty("type", "preview")
              .writeNumberProperty("rows_to_delete", plan.rows())
              .writeNumberProperty("rows_to_keep", plan.kept());
          writeKept(plan, out);
          out.writeNumberProperty("bytes_to_delete_estimated", plan.bytes())
              .writeNumberProperty("table_bytes", plan.preview().tableBytes());
          JsonLine.write("oldest", time(plan.preview().oldest()), out);
          JsonLine.write("oldest_to_delete", time(plan.oldest()), out);
          JsonLine.write("newest_to_delete", time(plan.newest()), out);
        });
    return FINE;
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : TailLines.time(time);
  }

  private static void writeKept(CleanupPlan plan, JsonGenerator out) {
    out.writeNumberProperty("rows_kept_unacknowledged", plan.keptUnseen())
        .writeNumberProperty(
            "groups_kept_unacknowledged", plan.keptUnseen() == 0 ? 0 : plan.unseenGroups());
  }

  private static String sentence(CleanupPlan plan) {
    return "%s would be deleted, %s kept.%s %s"
        .formatted(
            Format.count(plan.rows(), "row"),
            Format.count(plan.kept()),
            keptUnacknowledged(plan),
            plan.preview().slowness())
        .strip();
  }

  private static String keptUnacknowledged(CleanupPlan plan) {
    if (plan.keptUnseen() == 0) {
      return "";
    }
    var kept = Format.count(plan.keptUnseen(), "old row");
    var preview = plan.preview();
    return preview.obstacle().isEmpty()
        ? " %s kept, of %s not acknowledged: --unacknowledged deletes them too."
            .formatted(kept, Format.count(plan.unseenGroups(), "group"))
        : " %s kept. %s --unacknowledged deletes by age alone.".formatted(kept, preview.obstacle());
  }

  private int delete(ErrorCleanup cleanup, CleanupPlan plan) {
    var end = cleanup.run(plan, _ -> true);
    // so that nothing below is refused for it
    Thread.interrupted();
    print(
        Format.count(end.deleted(), "row") + " deleted." + keptUnacknowledged(plan),
        out -> {
          out.writeStringProperty("type", "cleanup")
              .writeNumberProperty("rows_deleted", end.deleted());
          writeKept(plan, out);
          if (end instanceof CleanupEnd.Broken(_, var inDoubt, _) && inDoubt > 0) {
            out.writeNumberProperty("rows_in_doubt", inDoubt);
          }
        });
    return switch (end) {
      case CleanupEnd.Complete _ -> FINE;
      case CleanupEnd.Stopped _ -> refuse("Stopped before the end.");
      case CleanupEnd.Broken(_, var inDoubt, var failure) -> {
        if (inDoubt > 0) {
          tell(
              "Whether %s more are deleted, the server could not be asked."
                  .formatted(Format.count(inDoubt, "row")));
        }
        yield failed(failure);
      }
    };
  }
}

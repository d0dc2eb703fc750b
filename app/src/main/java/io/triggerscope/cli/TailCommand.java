package io.triggerscope.cli;

import io.triggerscope.demo.DemoDatabase;
import io.triggerscope.demo.DemoWorkload;
import io.triggerscope.feed.ReadAhead;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Outcome;
import io.triggerscope.postgres.ListenConnection;
import io.triggerscope.postgres.StatementLog;
import io.triggerscope.postgres.Target;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code triggerscope tail}: prints each event of a feed as it closes. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Prints each batch of notifications as it closes, then a summary.",
    footer = {
      "",
      "Standard output carries the events and the summary only; messages go to standard error.",
      "Exit codes: 0 fine, 2 could not connect or bad arguments."
    })
public final class TailCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Where where = new Where();

  @Mixin private What what = new What();

  @Option(names = "--json", description = "One JSON object a line, for scripts.")
  private boolean json;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private Until until = new Until();

  /** When to end by itself. */
  private static final class Until {

    @Option(
        names = "--for",
        paramLabel = "DURATION",
        required = true,
        converter = DurationConverter.class,
        description = "End after this time, e.g. 500ms, 20s, 2m.")
    private @Nullable Duration runFor;

    @Option(
        names = "--count",
        paramLabel = "N",
        required = true,
        description = "End once N notifications were received; all that was received is printed.")
    private long count = Long.MAX_VALUE;
  }

  @Override
  public Integer call() {
    if (until.count < 1) {
      throw new ParameterException(spec.commandLine(), "--count must be 1 or more");
    }
    var url = where.url();
    return url == null ? tailDemo() : tail(what.on(url, true));
  }

  private int tailDemo() {
    return switch (DemoDatabase.start(0)) {
      case Outcome.Done<DemoDatabase>(var database) -> {
        try (database;
            var workload = new DemoWorkload(database, DemoWorkload.SEED)) {
          workload.start();
          yield tail(what.on(database.settings()));
        }
      }
      case Outcome.Failed<DemoDatabase>(var failure) -> refuse(failure.message());
    };
  }

  private int tail(ConnectionSettings settings) {
    return switch (Target.open(settings, new StatementLog())) {
      case Outcome.Done<Target>(var target) -> {
        try (target) {
          var source = new ReadAhead(new ListenConnection(target, InstantSource.system()));
          var lines = json ? new TailJson() : new TailText();
          var commandLine = spec.commandLine();
          yield new Tail(source, what.rules(), lines, commandLine.getOut(), commandLine.getErr())
              .run(until.runFor, until.count);
        }
      }
      case Outcome.Failed<Target>(var failure) -> refuse(failure.sentence());
    };
  }

  private int refuse(String why) {
    spec.commandLine().getErr().println(why);
    return ExitCode.USAGE;
  }
}

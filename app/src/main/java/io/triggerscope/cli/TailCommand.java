package io.triggerscope.cli;

import io.triggerscope.demo.DemoDatabase;
import io.triggerscope.demo.DemoWorkload;
import io.triggerscope.feed.NotificationSource;
import io.triggerscope.feed.ReadAhead;
import io.triggerscope.feed.capture.CaptureSource;
import io.triggerscope.feed.capture.Origin;
import io.triggerscope.feed.capture.Recorder;
import io.triggerscope.feed.capture.Recording;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Outcome;
import io.triggerscope.postgres.ListenConnection;
import io.triggerscope.postgres.StatementLog;
import io.triggerscope.postgres.Target;
import io.triggerscope.viewmodel.Format;
import java.nio.file.Path;
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
      "Exit codes: 0 fine, 2 could not connect, open or record, or bad arguments."
    })
public final class TailCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Where where = new Where();

  @Mixin private What what = new What();

  @Option(names = "--json", description = "One JSON object a line, for scripts.")
  private boolean json;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = {
        "Also record what arrives to FILE, which must be new, to be opened again by --capture.",
        "Its name ends in .tscope, or in .tscope.gz to have it compressed."
      })
  private @Nullable Path record;

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
    var capture = where.capture();
    if (capture != null && record != null) {
      throw new ParameterException(
          spec.commandLine(), "--record goes with --demo or --url URL: a capture is one already");
    }
    if (capture != null) {
      return tail(capture);
    }
    var url = where.url();
    return url == null ? tailDemo() : tail("", what.on(url, true));
  }

  private int tail(Path capture) {
    return switch (CaptureSource.open(capture)) {
      case Outcome.Done<CaptureSource>(var source) -> {
        int code = run(source);
        source.contents().notes().forEach(this::tell);
        yield code;
      }
      case Outcome.Failed<CaptureSource>(var failure) -> refuse(failure.message());
    };
  }

  private int tailDemo() {
    return switch (DemoDatabase.start(0)) {
      case Outcome.Done<DemoDatabase>(var database) -> {
        try (database;
            var workload = new DemoWorkload(database, DemoWorkload.SEED)) {
          workload.start();
          yield tail("Demo", what.on(database.settings()));
        }
      }
      case Outcome.Failed<DemoDatabase>(var failure) -> refuse(failure.message());
    };
  }

  /**
   * @param name what the connection is called; empty: by its place
   */
  private int tail(String name, ConnectionSettings settings) {
    return switch (Target.open(settings, new StatementLog())) {
      case Outcome.Done<Target>(var target) -> {
        try (target) {
          var clock = InstantSource.system();
          var recorder = new Recorder(new ReadAhead(new ListenConnection(target, clock)), clock);
          var origin =
              Origin.of(name.isEmpty() ? settings.place() : name, settings, target.server());
          yield record == null ? run(recorder) : run(recorder, record, origin);
        }
      }
      case Outcome.Failed<Target>(var failure) -> refuse(failure.sentence());
    };
  }

  private int run(Recorder recorder, Path file, Origin origin) {
    return switch (recorder.record(file, origin, this::tell)) {
      case Outcome.Done<Recording>(var recording) -> {
        int code = run(recorder);
        var progress = recording.progress();
        tell(
            "Recorded "
                + Format.count(progress.notifications(), "notification")
                + " to "
                + file
                + (progress.notRecorded() == 0
                    ? "."
                    : "; "
                        + Format.count(progress.notRecorded())
                        + " came too fast for the disk."));
        yield progress.problem() == null ? code : ExitCode.USAGE;
      }
      case Outcome.Failed<Recording>(var failure) -> refuse(failure.message());
    };
  }

  private int run(NotificationSource.Timed source) {
    return tail(source).run(until.runFor, until.count);
  }

  private Tail tail(NotificationSource.Timed source) {
    var commandLine = spec.commandLine();
    return new Tail(
        source,
        what.rules(),
        json ? new TailJson() : new TailText(),
        commandLine.getOut(),
        commandLine.getErr());
  }

  private void tell(String sentence) {
    spec.commandLine().getErr().println(sentence);
  }

  private int refuse(String why) {
    tell(why);
    return ExitCode.USAGE;
  }
}

package io.triggerscope.cli;

import io.triggerscope.demo.DemoDatabase;
import io.triggerscope.feed.export.JsonLine;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import io.triggerscope.postgres.StatementLog;
import io.triggerscope.postgres.Target;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/**
 * A command that asks one database something, or does something there, and ends. Standard output
 * carries what was found only; messages go to standard error. Used once, by one thread.
 */
abstract class DatabaseCommand implements Callable<Integer> {

  static final String EXIT_CODES = "Exit codes: 0 fine, 1 found problems, 2 could not run.";

  static final int FINE = ExitCode.OK;
  static final int PROBLEMS = ExitCode.SOFTWARE;
  static final int COULD_NOT_RUN = ExitCode.USAGE;

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Server server = new Server();

  @Mixin private Watched watched = new Watched();

  @Option(names = "--json", description = "One JSON object a line, for scripts.")
  private boolean json;

  /** Whether it needs no right to write, and is to have none. */
  abstract boolean readOnly();

  /**
   * Does it.
   *
   * @return the exit code
   */
  abstract int run(Target target);

  @Override
  public final Integer call() throws Exception {
    // of a platform thread an interrupt would not end a statement that the server does not answer
    var answer = new FutureTask<>(this::answer);
    Thread.ofVirtual().name("command").start(answer);
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private int answer() {
    var url = server.url();
    if (url != null) {
      return run(watched.on(url, readOnly()));
    }
    return switch (DemoDatabase.start(0)) {
      case Outcome.Done<DemoDatabase>(var database) -> {
        try (database) {
          yield run(watched.on(database.settings()));
        }
      }
      case Outcome.Failed<DemoDatabase>(var failure) -> refuse(failure.message());
    };
  }

  private int run(ConnectionSettings settings) {
    return switch (Target.open(settings, new StatementLog())) {
      case Outcome.Done<Target>(var target) -> {
        try (target) {
          int code = run(target);
          spec.commandLine().getOut().flush();
          yield code;
        }
      }
      case Outcome.Failed<Target>(var failure) -> failed(failure);
    };
  }

  /** Does what Ctrl-C interrupts, and says what came of it also then. */
  final int interruptible(IntSupplier work) {
    try (var _ = new Interruption(Thread.currentThread()::interrupt)) {
      int code = work.getAsInt();
      spec.commandLine().getOut().flush();
      return code;
    }
  }

  /** Writes one thing that was found, in the form that was asked for. */
  final void print(String text, Consumer<JsonGenerator> properties) {
    spec.commandLine().getOut().println(json ? JsonLine.of(properties) : text);
  }

  final void tell(String sentence) {
    spec.commandLine().getErr().println(sentence);
  }

  final int refuse(String why) {
    tell(why);
    return COULD_NOT_RUN;
  }

  final int failed(Failure failure) {
    return refuse(failure.sentence());
  }
}

package io.triggerscope.cli;

import io.triggerscope.demo.DemoDatabase;
import io.triggerscope.demo.DemoWorkload;
import io.triggerscope.model.Outcome;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code triggerscope demo}: only the demo database and its workload, for other programs. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Runs the demo database and its workload until Ctrl-C.")
public final class DemoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "The port on localhost. Default: any free one.")
  private int port;

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > 65_535) {
      return refuse("A port is a number up to 65535.");
    }
    return switch (DemoDatabase.start(port)) {
      case Outcome.Done<DemoDatabase>(var database) -> runUntilInterrupted(database);
      case Outcome.Failed<DemoDatabase>(var failure) -> refuse(failure.message());
    };
  }

  private int runUntilInterrupted(DemoDatabase database) throws InterruptedException {
    var end = new CountDownLatch(1);
    try (var interruption = new Interruption(end::countDown);
        database;
        var workload = new DemoWorkload(database, DemoWorkload.SEED)) {
      workload.start();
      tell(database);
      end.await();
    }
    return ExitCode.OK;
  }

  private void tell(DemoDatabase database) {
    var settings = database.settings();
    var place = settings.jdbcUrl();
    var out = spec.commandLine().getOut();
    out.println(
        "JDBC URL: %s?user=%s&password=%s".formatted(place, settings.user(), settings.password()));
    out.println(
        "psql URL: "
            + place.replace(
                "jdbc:postgresql://",
                "postgresql://%s:%s@".formatted(settings.user(), settings.password())));
    out.flush();
    spec.commandLine().getErr().println("The demo runs until Ctrl-C.");
  }

  private int refuse(String why) {
    spec.commandLine().getErr().println(why);
    return ExitCode.USAGE;
  }
}

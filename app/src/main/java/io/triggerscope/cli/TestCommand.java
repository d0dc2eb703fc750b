package io.triggerscope.cli;

import io.triggerscope.feed.NotificationSource.Reading;
import io.triggerscope.feed.PayloadParser;
import io.triggerscope.feed.PayloadParser.Parsed;
import io.triggerscope.feed.export.JsonLine;
import io.triggerscope.model.ListenState;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TestRun;
import io.triggerscope.model.TestRun.Check;
import io.triggerscope.model.TestRun.ForeignRow;
import io.triggerscope.model.TestRun.Row;
import io.triggerscope.model.Utf8Text;
import io.triggerscope.postgres.InvalidationTest;
import io.triggerscope.postgres.ListenConnection;
import io.triggerscope.postgres.Target;
import io.triggerscope.viewmodel.Deliveries;
import io.triggerscope.viewmodel.Delivery;
import io.triggerscope.viewmodel.Format;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import tools.jackson.core.JsonGenerator;

/**
 * {@code triggerscope test}: runs {@code test_cache_invalidation()}, and waits for what it
 * notifies.
 */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs test_cache_invalidation(), which leaves no rows behind, and waits for its notifications",
      "on a connection of its own. Listeners receive them too, with the operation TEST."
    },
    footer = {
      "",
      DatabaseCommand.EXIT_CODES,
      "Of a function of that name that is not TriggerScope's the rows are printed as they are, and",
      "nothing counts as a problem."
    })
public final class TestCommand extends DatabaseCommand {

  private static final Duration LISTENS_WITHIN = Duration.ofSeconds(15);
  private static final Duration READ = Duration.ofMillis(200);

  private final InstantSource clock = InstantSource.system();
  private final PayloadParser parser = new PayloadParser();

  @Override
  boolean readOnly() {
    return false;
  }

  @Override
  int run(Target target) {
    try (var listening = new ListenConnection(target, clock)) {
      listen(listening);
      return switch (listening.state()) {
        case ListenState.Listening _ -> test(target, listening);
        case ListenState.Stopped(var reason) -> refuse(reason);
        case ListenState.Reconnecting reconnecting -> refuse(reconnecting.reason());
        case ListenState.Connecting _ -> refuse("LISTEN was not answered in time.");
        case ListenState.Captured(var sentence, _) -> throw new IllegalStateException(sentence);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return refuse("Stopped before the end.");
    }
  }

  private void listen(ListenConnection listening) throws InterruptedException {
    var deadline = clock.instant().plus(LISTENS_WITHIN);
    while (listening.state() instanceof ListenState.Connecting
        && clock.instant().isBefore(deadline)) {
      listening.read(READ);
    }
  }

  private int test(Target target, ListenConnection listening) throws InterruptedException {
    return switch (new InvalidationTest(target).run()) {
      case Outcome.Done<TestRun>(var run) -> {
        var deliveries = new Deliveries(run);
        receive(deliveries, listening);
        yield show(run, deliveries);
      }
      case Outcome.Failed<TestRun>(var failure) -> failed(failure);
    };
  }

  private void receive(Deliveries deliveries, ListenConnection listening)
      throws InterruptedException {
    var deadline = clock.instant().plus(Deliveries.PATIENCE);
    while (!deliveries.known() && clock.instant().isBefore(deadline)) {
      if (listening.read(READ) instanceof Reading.Received(var payloads, var at)) {
        payloads.forEach(payload -> take(payload, at, deliveries));
      }
    }
    deliveries.giveUp();
  }

  private void take(Utf8Text payload, Instant at, Deliveries deliveries) {
    if (parser.parse(payload, at) instanceof Parsed.Understood(var notification)) {
      deliveries.received(notification);
    }
  }

  private int show(TestRun run, Deliveries deliveries) {
    run.rows().forEach(this::print);
    deliveries.all().forEach(this::print);
    @Nullable Boolean passed = deliveries.isJudged() ? deliveries.passed() : null;
    print(
        deliveries.sentence(),
        out -> {
          out.writeStringProperty("type", "summary");
          write("passed", passed, out);
        });
    return Boolean.FALSE.equals(passed) ? PROBLEMS : FINE;
  }

  private void print(Row row) {
    switch (row) {
      case Check check -> print(check);
      case ForeignRow foreign -> print(foreign);
    }
  }

  private void print(ForeignRow row) {
    print(
        "row      " + row.words(),
        out -> {
          out.writeStringProperty("type", "row").writeObjectPropertyStart("values");
          row.values().forEach(value -> JsonLine.write(value.column(), value.text(), out));
          out.writeEndObject();
        });
  }

  private static void write(String name, @Nullable Boolean value, JsonGenerator out) {
    if (value == null) {
      out.writeNullProperty(name);
    } else {
      out.writeBooleanProperty(name, value);
    }
  }

  private void print(Check check) {
    var passed = check.passed();
    print(
        "%-8s %s%s"
            .formatted(
                passed == null ? "skipped" : passed ? "passed" : "failed",
                check.name(),
                check.detail().isEmpty() ? "" : ": " + check.detail()),
        out -> {
          out.writeStringProperty("type", "check").writeStringProperty("name", check.name());
          write("passed", passed, out);
          out.writeStringProperty("detail", check.detail());
        });
  }

  private void print(Delivery delivery) {
    print(
        switch (delivery) {
          case Delivery.Arrived(var table, var after) ->
              "arrived  %s, %s after the commit".formatted(table, Format.duration(after));
          case Delivery.Missing(var table) -> "missing  " + table;
          case Delivery.Waiting(var table) -> throw new IllegalStateException(table);
        },
        out -> {
          out.writeStringProperty("type", "delivery")
              .writeStringProperty("table", delivery.table());
          if (delivery instanceof Delivery.Arrived(_, var after)) {
            out.writeNumberProperty("after_ms", after.toNanos() / 1e6);
          } else {
            out.writeNullProperty("after_ms");
          }
        });
  }
}

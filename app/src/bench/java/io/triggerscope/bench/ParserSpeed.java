package io.triggerscope.bench;

import io.triggerscope.feed.PayloadParser;
import io.triggerscope.feed.PayloadParser.Parsed;
import io.triggerscope.model.Utf8Text;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures how many payloads a second our parser reads, and Jackson databind into a plain record,
 * and prints the table: {@code mvn -q test-compile exec:exec@parser-speed}.
 */
@State(Scope.Thread)
public class ParserSpeed {

  /** The payload's fields, as Jackson binds them. */
  public record Bound(
      String table,
      String operation,
      @Nullable String user_id,
      @Nullable String record_id,
      @Nullable String agent_id,
      BigDecimal timestamp,
      String batch_id) {}

  private static final int PAYLOADS = 1_000;
  private static final int FORKS = 2;
  private static final int ITERATIONS = 5;

  /** As they come from the socket. */
  private final Utf8Text[] payloads =
      Stream.of(TriggerPayloads.of(PAYLOADS)).map(Utf8Text::of).toArray(Utf8Text[]::new);

  private final Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private final PayloadParser parser = new PayloadParser();
  private final JsonMapper mapper = new JsonMapper();

  @Benchmark
  @OperationsPerInvocation(PAYLOADS)
  public void ours(Blackhole blackhole) {
    for (var payload : payloads) {
      blackhole.consume(parser.parse(payload, now));
    }
  }

  @Benchmark
  @OperationsPerInvocation(PAYLOADS)
  public void jackson(Blackhole blackhole) {
    for (var payload : payloads) {
      blackhole.consume(bound(payload));
    }
  }

  private Bound bound(Utf8Text payload) {
    return mapper.readValue(payload.array(), payload.from(), payload.length(), Bound.class);
  }

  public static void main(String[] arguments) throws RunnerException {
    check();
    var ours = speed("ours");
    var jackson = speed("jackson");
    System.out.printf(
        Locale.ROOT,
        """
        %,d payloads of our trigger, %d characters on average; JMH, %d forks of %d rounds, Java %s, %d CPUs.

        | parser | payloads a second | times Jackson databind |
        | --- | ---: | ---: |
        | TriggerScope | %,.0f ± %,.0f | %.2f |
        | Jackson databind | %,.0f ± %,.0f | 1 |
        """,
        PAYLOADS,
        TriggerPayloads.averageLength(TriggerPayloads.of(PAYLOADS)),
        FORKS,
        ITERATIONS,
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        ours.getScore(),
        ours.getScoreError(),
        ours.getScore() / jackson.getScore(),
        jackson.getScore(),
        jackson.getScoreError());
  }

  private static Result<?> speed(String parser) throws RunnerException {
    var options =
        new OptionsBuilder()
            .include(ParserSpeed.class.getName() + "\\." + parser + "$")
            .forks(FORKS)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(2))
            .measurementIterations(ITERATIONS)
            .measurementTime(TimeValue.seconds(2))
            .timeUnit(TimeUnit.SECONDS)
            .verbosity(VerboseMode.SILENT)
            .build();
    return new Runner(options).runSingle().getPrimaryResult();
  }

  /** Both must read the same, or the comparison means nothing. */
  private static void check() {
    var speed = new ParserSpeed();
    for (var payload : speed.payloads) {
      var bound = speed.bound(payload);
      switch (speed.parser.parse(payload, speed.now)) {
        case Parsed.Understood(var it)
            when it.table().equals(bound.table())
                && it.batchId().equals(bound.batch_id())
                && String.valueOf(it.agentId()).equals(String.valueOf(bound.agent_id())) -> {}
        case Parsed read -> throw new IllegalStateException(read + " is not " + bound);
      }
    }
  }
}

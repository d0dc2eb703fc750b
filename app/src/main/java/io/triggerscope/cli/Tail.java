package io.triggerscope.cli;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.Feed;
import io.triggerscope.feed.FeedSnapshot;
import io.triggerscope.feed.NotificationSource;
import io.triggerscope.feed.capture.CaptureSource;
import io.triggerscope.model.ListenState;
import io.triggerscope.viewmodel.Latest;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

/**
 * One run of {@code tail}: a feed, and a thread that prints it at the pace of the output, which
 * therefore never holds up the feed, unless that reads a capture, which can wait. Used once, by one
 * thread.
 */
final class Tail {

  private final NotificationSource.Timed source;
  private final CascadeRules rules;
  private final PrintWriter messages;
  private final TailPrinter printer;
  private final CompletableFuture<Integer> end = new CompletableFuture<>();
  private ListenState reported = new ListenState.Connecting();

  Tail(
      NotificationSource.Timed source,
      CascadeRules rules,
      TailLines lines,
      PrintWriter out,
      PrintWriter messages) {
    this.source = source;
    this.rules = rules;
    this.messages = messages;
    this.printer = new TailPrinter(lines, out, () -> end.complete(ExitCode.OK));
  }

  /**
   * Prints until one of the limits is reached, listening ends for good, nobody reads the output any
   * more, or Ctrl-C; then prints what is still open, and the summary.
   *
   * @param runFor ends it after this time; null: no time does
   * @param count ends it once so many notifications were received
   * @return the exit code
   */
  int run(@Nullable Duration runFor, long count) {
    if (runFor != null) {
      end.completeOnTimeout(ExitCode.OK, runFor.toNanos(), TimeUnit.NANOSECONDS);
    }
    try (var interruption = new Interruption(() -> end.complete(ExitCode.OK))) {
      try (var output = Executors.newSingleThreadExecutor();
          var feed = feed(count, atPaceOf(output))) {
        feed.start();
        end.join();
      }
      printer.printSummary();
    }
    return end.join();
  }

  private Consumer<FeedSnapshot> atPaceOf(Executor output) {
    return source instanceof CaptureSource ? this::print : new Latest<>(output, this::print);
  }

  private Feed feed(long count, Consumer<FeedSnapshot> printing) {
    return new Feed(
        source,
        rules,
        snapshot -> {
          if (snapshot.counters().received() >= count) {
            end.complete(ExitCode.OK);
          }
          printing.accept(snapshot);
        });
  }

  private void print(FeedSnapshot snapshot) {
    printer.print(snapshot);
    report(snapshot.state());
  }

  private void report(ListenState state) {
    boolean told =
        state instanceof ListenState.Captured
            ? state.equals(reported)
            : state.getClass() == reported.getClass();
    if (end.isDone() || told) {
      return;
    }
    reported = state;
    switch (state) {
      case ListenState.Connecting connecting -> {}
      case ListenState.Listening listening -> messages.println("Listening.");
      case ListenState.Reconnecting reconnecting ->
          messages.println(
              "The connection was lost, and is being retried. " + reconnecting.reason());
      case ListenState.Captured(var sentence, boolean complete) -> {
        messages.println(sentence);
        if (complete) {
          end.complete(ExitCode.OK);
        }
      }
      case ListenState.Stopped(var reason) -> {
        messages.println(reason);
        end.complete(ExitCode.USAGE);
      }
    }
    messages.flush();
  }
}

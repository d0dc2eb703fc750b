package io.triggerscope.cli;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.joining;

import io.triggerscope.model.Batch;
import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.FeedEvent;
import io.triggerscope.model.Malformed;
import io.triggerscope.model.Marker;
import io.triggerscope.viewmodel.Format;
import java.util.Locale;
import java.util.regex.Pattern;

/** One readable line for each event, for people. Immutable. */
final class TailText implements TailLines {

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  @Override
  public String event(FeedEvent event) {
    return switch (event) {
      case Batch batch -> batch(batch);
      case Malformed malformed ->
          "%s  malformed: %s  %s"
              .formatted(
                  TailLines.time(malformed.at()),
                  printable(malformed.reason()),
                  printable(requireNonNullElse(malformed.payload(), "(no longer kept)")));
      case BlindWindow window ->
          "%s  blind for %s until %s, missed %s: %s"
              .formatted(
                  TailLines.time(window.from()),
                  Format.duration(window.duration()),
                  TailLines.time(window.to()),
                  printable(Format.missed(window.missed())),
                  printable(window.reason()));
      case Marker(var at, var label) ->
          "%s  marker: %s".formatted(TailLines.time(at), printable(label));
    };
  }

  private static String batch(Batch batch) {
    var tables =
        batch.tables().entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(joining(", "));
    var users = batch.cascade().domains().keySet();
    return "%s  transaction %s  %s  %s  cache ops %d naive, %d batched  closed by %s"
        .formatted(
            TailLines.time(batch.firstReceivedAt()),
            printable(batch.batchId()),
            printable(tables),
            users.size() == 1
                ? "user " + printable(users.iterator().next())
                : users.size() + " users",
            batch.cascade().naiveOps(),
            batch.cascade().batchedOps(),
            batch.closedBy().name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  @Override
  public String summary(TailSummary summary) {
    return "received %d = parsed %d + malformed %d; %d batches with %d notifications, %d evicted"
        .formatted(
            summary.received(),
            summary.parsed(),
            summary.malformed(),
            summary.batches(),
            summary.notificationsInBatches(),
            summary.evicted());
  }

  /** Anybody can notify anything: what would steer a terminal or break the line is spelt out. */
  private static String printable(String text) {
    return CONTROL
        .matcher(text)
        .replaceAll(match -> "\\\\u%04x".formatted((int) match.group().charAt(0)));
  }
}

package io.triggerscope.viewmodel;

import io.triggerscope.viewmodel.JsonDifference.Added;
import io.triggerscope.viewmodel.JsonDifference.Changed;
import io.triggerscope.viewmodel.JsonDifference.Member;
import io.triggerscope.viewmodel.JsonDifference.Removed;
import io.triggerscope.viewmodel.JsonDifference.Unchanged;
import io.triggerscope.viewmodel.PayloadDifference.Compared;
import io.triggerscope.viewmodel.PayloadDifference.NotCompared;
import io.triggerscope.viewmodel.PayloadDifference.Result;
import java.time.Duration;
import java.time.ZoneId;
import java.util.stream.Collectors;

/**
 * A difference to be read and copied: a line on what was compared, and a line a member, marked
 * {@code ~} changed, {@code +} added, {@code -} removed. Pure functions.
 */
public final class DifferenceText {

  private DifferenceText() {}

  public static String of(Result result, ZoneId zone) {
    return switch (result) {
      case NotCompared(var why) -> why;
      case Compared compared ->
          head(compared, zone)
              + compared.difference().members().stream()
                  .map(DifferenceText::line)
                  .collect(Collectors.joining("\n", "\n", ""));
    };
  }

  private static String head(Compared compared, ZoneId zone) {
    var previous = compared.previous();
    var now = compared.of().receivedAt();
    return "Previous: %s at %s, %s before, transaction %s"
        .formatted(
            previous.operation(),
            Format.moment(previous.receivedAt(), now, zone),
            Format.duration(Duration.between(previous.receivedAt(), now)),
            previous.batchId());
  }

  private static String line(Member member) {
    return switch (member) {
      case Changed(var path, var before, var after) -> "~ " + path + ": " + before + " → " + after;
      case Added(var path, var value) -> "+ " + path + ": " + value;
      case Removed(var path, var value) -> "- " + path + ": " + value;
      case Unchanged(var path, var value) -> "  " + path + ": " + value;
    };
  }
}

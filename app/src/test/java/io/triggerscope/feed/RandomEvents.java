package io.triggerscope.feed;

import static io.triggerscope.feed.Samples.NOON;

import io.triggerscope.feed.filter.FilterName;
import io.triggerscope.feed.filter.FilterQuery;
import io.triggerscope.feed.filter.Term;
import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.ClosedBy;
import io.triggerscope.model.Malformed;
import io.triggerscope.model.Marker;
import io.triggerscope.model.Notification;
import io.triggerscope.model.Utf8Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Events and queries of few values, so that some of them match. */
final class RandomEvents {

  private static final List<String> TABLES = List.of("calls", "agents", "Agents", "credit x");
  private static final List<String> OPERATIONS = List.of("INSERT", "UPDATE", "DELETE", "test");
  private static final List<String> IDS =
      List.of(
          "0f3a0000-0000-4000-8000-000000000001",
          "0f3a0000-0000-4000-8000-0000000000a2",
          "0f3b0000-0000-4000-8000-000000000001",
          "0F3A0000-0000-4000-8000-000000000001",
          "0f3a0000000040008000000000000001",
          "12",
          "123",
          "0",
          "012",
          "123456789012345678",
          "1234567890123456789",
          "",
          "none",
          "user-é");
  private static final List<String> TEXTS =
      List.of("note", "NOTE", "é", "É", "\"n\":1", "a", "x1", "absent", "€", "");
  private static final List<String> SIZES =
      List.of("1", ">3", ">=4", "<2", "<=5", "2..6", "6..2", ">60");

  private final Random random;
  private int transaction = 1;

  RandomEvents(long seed) {
    random = new Random(seed);
  }

  void addTo(EventRing ring) {
    var at = NOON.plusMillis(transaction);
    switch (random.nextInt(24)) {
      case 0 -> ring.add(new Malformed(at, Utf8Text.of("{" + payload()), "not JSON"));
      case 1 -> ring.add(new BlindWindow(NOON, at, "killed", null));
      case 2 -> ring.add(new Marker(at, "m"));
      default -> {
        transaction += random.nextInt(3) == 0 ? 0 : 1;
        var batchId = random.nextInt(9) == 0 ? "t" + transaction % 5 : "" + transaction;
        var notifications = new ArrayList<Notification>();
        for (int i = random.nextInt(random.nextInt(30) == 0 ? 60 : 4); i >= 0; i--) {
          notifications.add(notification(batchId));
        }
        ring.add(notifications, at, ClosedBy.SIZE);
      }
    }
  }

  private Notification notification(String batchId) {
    return new Notification(
        one(TABLES),
        one(OPERATIONS),
        id(),
        id(),
        id(),
        NOON,
        batchId,
        NOON,
        Utf8Text.of(payload()));
  }

  private @Nullable String id() {
    return random.nextInt(5) == 0 ? null : one(IDS);
  }

  private String payload() {
    var text = one(TEXTS).replace("absent", "");
    return "{\"%s\":%d,\"n\":%d}".formatted(text, random.nextInt(50), random.nextInt(12));
  }

  FilterQuery query() {
    return new FilterQuery(
        IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(_ -> term()).toList());
  }

  private Term term() {
    var name = one(List.of(FilterName.values()));
    var values = IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(_ -> value(name)).toList();
    return new Term(name, values, random.nextInt(3) == 0);
  }

  private String value(FilterName name) {
    return switch (name) {
      case TABLE -> random.nextBoolean() ? one(TABLES) : "CALLS";
      case OP -> random.nextBoolean() ? one(OPERATIONS) : "update";
      case USER, AGENT, RECORD -> prefix();
      case TX -> random.nextBoolean() ? "t" + random.nextInt(5) : "" + random.nextInt(transaction);
      case SIZE -> one(SIZES);
      case TEXT -> one(TEXTS);
      case IS -> "malformed";
    };
  }

  private String prefix() {
    var id = one(IDS);
    var prefix = id.substring(0, random.nextInt(id.length() + 1));
    return switch (random.nextInt(4)) {
      case 0 -> prefix + "*";
      case 1 -> prefix + "…";
      case 2 -> prefix.toUpperCase(Locale.ROOT);
      default -> random.nextInt(4) == 0 ? "none" : prefix;
    };
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}

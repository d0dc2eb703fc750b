package io.triggerscope.feed.export;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.triggerscope.feed.EventView;
import io.triggerscope.feed.Views;
import io.triggerscope.model.Batch;
import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.Cascade;
import io.triggerscope.model.ClosedBy;
import io.triggerscope.model.ExportFormat;
import io.triggerscope.model.FeedEvent;
import io.triggerscope.model.Malformed;
import io.triggerscope.model.Marker;
import io.triggerscope.model.Notification;
import io.triggerscope.model.Utf8Text;
import io.triggerscope.testing.Outcomes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RedactionTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String UUID_TEXT = "0f3a91c2-77d1-4c0e-9d34-5ab0c1d2e3f4";

  @TempDir private Path folder;

  @Test
  void anIdHasOneTokenInAnExportAndAnotherInTheNext() {
    var one = Redaction.hashed();
    var other = Redaction.hashed();
    assertThat(one.id("ann")).matches("id-[0-9a-f]{16}").isEqualTo(one.id("ann"));
    assertThat(one.id("bob")).isNotEqualTo(one.id("ann"));
    assertThat(other.id("ann")).isNotEqualTo(one.id("ann"));
    assertThat(one.id(null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0F3A91C2-77D1-4C0E-9D34-5AB0C1D2E3F4",
        "{0f3a91c2-77d1-4c0e-9d34-5ab0c1d2e3f4}",
        "0f3a91c277d14c0e9d345ab0c1d2e3f4",
        "0f3a-91c2-77d1-4c0e-9d34-5ab0-c1d2-e3f4",
      })
  void aUuidHasTheSameTokenInEachForm(String form) {
    var redaction = Redaction.hashed();
    assertThat(redaction.id(form)).isEqualTo(redaction.id(UUID_TEXT));
  }

  @Test
  void aTransactionsNumberStaysAndAnythingElseInItsPlaceDoesNot() {
    var redaction = Redaction.hashed();
    assertThat(redaction.batchId("77298")).isEqualTo("77298");
    assertThat(redaction.batchId(UUID_TEXT)).isEqualTo(redaction.id(UUID_TEXT));
  }

  @ParameterizedTest
  @EnumSource
  void noIdIsLeftInAnyFormWhereverItWas(ExportFormat format) throws IOException {
    var ids = IntStream.range(0, 500).mapToObj(i -> new UUID(i * 31L, ~i).toString()).toList();
    var text = export(Views.of(ids.stream().flatMap(RedactionTest::everywhere).toList()), format);
    assertHoldsNone(ids, text);
    assertThat(text.lines().count())
        .isEqualTo(format == ExportFormat.CSV ? 1 + 4 * 500 : 1 + 6 * 500);
  }

  /** An id in each place that can hold one, in each form. */
  private static Stream<FeedEvent> everywhere(String id) {
    var upper = id.toUpperCase(Locale.ROOT);
    var bare = id.replace("-", "");
    var escaped = id.replace("0", "\\u0030");
    return Stream.of(
        batch(id, upper, "{" + id + "}", "7", "{\"note\":\"about %s\"}".formatted(upper)),
        batch(bare, bare, bare, id, "{\"note\":\"{%s}\"}".formatted(id)),
        batch(upper, "{" + upper + "}", null, upper, "{\"%s\":1}".formatted(bare)),
        batch(null, null, id, "8", "{\"x\":\"%s\"}".formatted(escaped)),
        new Malformed(NOON, Utf8Text.of(id + " " + upper + bare), "not JSON"),
        new Marker(NOON, "asked by " + upper));
  }

  private static Batch batch(
      @Nullable String user,
      @Nullable String record,
      @Nullable String agent,
      String batchId,
      String payload) {
    var notification =
        new Notification(
            "calls", "UPDATE", user, record, agent, NOON, batchId, NOON, Utf8Text.of(payload));
    return new Batch(
        batchId, List.of(notification), Map.of("calls", 1), NOON, ClosedBy.SIZE, Cascade.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void noIdIsLeftOfWhateverComes(ExportFormat format) throws IOException {
    for (int seed = 0; seed < 5; seed++) {
      var view = Views.random(seed, 2_000);
      var ids = new HashSet<String>();
      for (var event : Views.events(view)) {
        switch (event) {
          case Batch batch ->
              batch
                  .notifications()
                  .forEach(
                      n ->
                          Stream.of(n.userId(), n.recordId(), n.agentId())
                              .filter(id -> id != null && !id.isEmpty())
                              .forEach(ids::add));
          case Malformed _, BlindWindow _, Marker _ -> {}
        }
      }
      assertThat(ids).hasSizeGreaterThan(10);
      var text = export(view, format);
      // a short one may be part of a time or a number; as a whole value it may not occur
      assertHoldsNone(ids.stream().filter(id -> id.length() > 8).toList(), text);
      assertThat(idColumns(text, format))
          .allMatch(value -> value.isEmpty() || value.matches("id-[0-9a-f]{16}"));
    }
  }

  /** The values of the ids in all lines, by the shape of a line; nothing for null. */
  private static Set<String> idColumns(String text, ExportFormat format) {
    var values = new HashSet<String>();
    for (var line : text.lines().skip(1).toList()) {
      switch (format) {
        case CSV -> values.addAll(List.of(line.split(",", -1)).subList(4, 7));
        case NDJSON -> {
          for (var name : List.of("user_id", "record_id", "agent_id")) {
            var json = JsonMapper.shared().readTree(line);
            values.add(json.path(name).asString(""));
          }
        }
      }
    }
    return values;
  }

  private static void assertHoldsNone(Iterable<String> ids, String text) {
    var plain = plain(text);
    for (var id : ids) {
      if (plain.contains(plain(id))) {
        fail("%s is in %s", id, text.lines().filter(l -> plain(l).contains(plain(id))).findFirst());
      }
    }
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replace("\\u0030", "0").replaceAll("[{}-]", "");
  }

  private String export(EventView view, ExportFormat format) throws IOException {
    var file = folder.resolve(UUID.randomUUID() + "." + format.extension());
    Outcomes.done(new EventExport(view, format, Redaction.hashed()).to(file, _ -> {}));
    return requireNonNull(Files.readString(file));
  }
}

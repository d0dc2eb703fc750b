package io.triggerscope.feed.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.feed.EventView;
import io.triggerscope.feed.Views;
import io.triggerscope.feed.filter.FilterName;
import io.triggerscope.feed.filter.FilterQuery;
import io.triggerscope.feed.filter.Term;
import io.triggerscope.model.Batch;
import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.Cascade;
import io.triggerscope.model.ClosedBy;
import io.triggerscope.model.ExportFormat;
import io.triggerscope.model.Failure;
import io.triggerscope.model.FeedEvent;
import io.triggerscope.model.Malformed;
import io.triggerscope.model.Marker;
import io.triggerscope.model.Notification;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.Utf8Text;
import io.triggerscope.testing.Outcomes;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventExportTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.000000001Z");

  @TempDir private Path folder;

  @Test
  void ndjsonHoldsEverythingAsItWas() throws IOException {
    for (int seed = 0; seed < 4; seed++) {
      var view = Views.random(seed, 3_000);
      var file = folder.resolve(seed + ".ndjson");
      Outcomes.done(export(view, ExportFormat.NDJSON, file));
      assertThat(Files.readAllLines(file).getFirst())
          .isEqualTo(
              """
              {"type":"header","format":"triggerscope-export","version":1,\
              "notifications":%d,"redacted":false}"""
                  .formatted(view.notifications()));
      assertThat(read(file)).isEqualTo(parts(view));
    }
  }

  @Test
  void whatNobodyExpectsComesBackToo() throws IOException {
    var far = notification("\uD83D\uDE00 \u2028\n\"", "\uD800 half", Instant.MIN, "{\"a\": \"é\"}");
    var near = notification("calls", null, NOON, "");
    var view = Views.of(List.of(batch("7", List.of(far, near)), new Marker(Instant.MAX, "\r\n")));
    var file = folder.resolve("odd.ndjson");
    Outcomes.done(export(view, ExportFormat.NDJSON, file));
    assertThat(read(file)).isEqualTo(parts(view));
  }

  /** What a view shows, part by part, each with the number of its event. */
  private static List<Part> parts(EventView view) {
    var parts = new ArrayList<Part>();
    LongStream.range(view.first(), view.end())
        .forEach(
            number -> {
              var event = view.get(number);
              switch (event) {
                case Batch batch ->
                    batch.notifications().forEach(part -> parts.add(new Part(number, part)));
                case Malformed malformed -> parts.add(new Part(number, malformed));
                case BlindWindow window -> parts.add(new Part(number, window));
                case Marker marker -> parts.add(new Part(number, marker));
                case null -> {}
              }
            });
    return parts;
  }

  private record Part(long event, Object what) {}

  private static List<Part> read(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .skip(1)
        .map(line -> part(JsonMapper.shared().readTree(line)))
        .toList();
  }

  private static Part part(JsonNode line) {
    var what =
        switch (line.get("type").asString()) {
          case "notification" ->
              new Notification(
                  line.get("table").asString(),
                  line.get("operation").asString(),
                  text(line.get("user_id")),
                  text(line.get("record_id")),
                  text(line.get("agent_id")),
                  time(line.get("timestamp")),
                  line.get("batch_id").asString(),
                  time(line.get("received_at")),
                  utf8(line.get("payload")));
          case "malformed" ->
              new Malformed(
                  time(line.get("received_at")),
                  utf8(line.get("payload")),
                  line.get("reason").asString());
          case "blind_window" ->
              new BlindWindow(
                  time(line.get("from")),
                  time(line.get("to")),
                  line.get("reason").asString(),
                  missed(line.get("missed_estimate")));
          case "marker" -> new Marker(time(line.get("at")), line.get("label").asString());
          default -> throw new AssertionError(line);
        };
    return new Part(line.get("event").asLong(), what);
  }

  private static @Nullable String text(JsonNode value) {
    return value.isNull() ? null : value.stringValue();
  }

  private static @Nullable Utf8Text utf8(JsonNode value) {
    return value.isNull() ? null : Utf8Text.of(value.stringValue());
  }

  private static Instant time(JsonNode value) {
    return Instant.parse(value.stringValue());
  }

  private static @Nullable Map<String, Long> missed(JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    var missed = new LinkedHashMap<String, Long>();
    value.properties().forEach(table -> missed.put(table.getKey(), table.getValue().asLong()));
    return missed;
  }

  @Test
  void csvHasARowForEachNotificationAndCountsTheRest() throws IOException {
    var events =
        List.of(
            batch("7", List.of(notification("calls", "=1+1", NOON, "{\"a\":1}"))),
            new Malformed(NOON, Utf8Text.of("{"), "not JSON"),
            new Marker(NOON, "m"),
            new Marker(NOON, "m"),
            new BlindWindow(NOON, NOON, "killed", Map.of("calls", 3L)),
            batch(
                "7",
                List.of(
                    notification("users", null, NOON, "{}"),
                    notification("users", "", Instant.EPOCH, "a\nb"))));
    var file = folder.resolve("all.csv");
    var exported = Outcomes.done(export(Views.of(events), ExportFormat.CSV, file));
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            event,batch_id,table,operation,user_id,record_id,agent_id,timestamp,received_at,payload
            0,7,calls,UPDATE,'=1+1,r1,,2026-11-22T12:00:00.000000001Z,\
            2026-11-22T12:00:00.000000001Z,"{""a"":1}"
            5,7,users,UPDATE,,r1,,2026-11-22T12:00:00.000000001Z,\
            2026-11-22T12:00:00.000000001Z,{}
            5,7,users,UPDATE,"",r1,,1970-01-01T00:00:00Z,2026-11-22T12:00:00.000000001Z,"a
            b"
            """
                .replace("\n", "\r\n")
                .replace("a\r\nb", "a\nb"));
    assertThat(exported)
        .isEqualTo(new Exported(file, ExportFormat.CSV, false, 3, 1, 1, 2, 0, Files.size(file)));
  }

  @Test
  void aFilteredViewIsExportedAsItIsShown() throws IOException {
    var query = new FilterQuery(List.of(new Term(FilterName.TABLE, List.of("calls"), false)));
    var view = Views.random(3, 3_000).filtered(query);
    var file = folder.resolve("calls.ndjson");
    var exported = Outcomes.done(export(view, ExportFormat.NDJSON, file));
    assertThat(exported.notifications()).isEqualTo(view.notifications()).isGreaterThan(100);
    assertThat(read(file)).isEqualTo(parts(view));
  }

  @Test
  void payloadsThatAreNoLongerKeptAreCountedUnlessNobodyWantsThem() throws IOException {
    var view =
        Views.withoutPayloads(
            List.of(
                batch("7", List.of(notification("calls", "ann", NOON, "{}"))),
                new Malformed(NOON, Utf8Text.of("{"), "not JSON")));
    assertThat(gone(view, ExportFormat.NDJSON, Redaction.NONE)).isEqualTo(2);
    assertThat(gone(view, ExportFormat.CSV, Redaction.NONE)).isEqualTo(1);
    assertThat(gone(view, ExportFormat.NDJSON, Redaction.hashed())).isEqualTo(0);
    assertThat(Files.readString(folder.resolve("NDJSON-false"))).contains("\"payload\":null");
  }

  private long gone(EventView view, ExportFormat format, Redaction redaction) {
    var file = folder.resolve(format + "-" + redaction.redacts());
    var export = new EventExport(view, format, redaction);
    return Outcomes.done(export.to(file, _ -> {})).payloadsGone();
  }

  @Test
  void anEmptyViewIsAHeader() throws IOException {
    var file = folder.resolve("empty.ndjson");
    Outcomes.done(export(EventView.EMPTY, ExportFormat.NDJSON, file));
    assertThat(Files.readAllLines(file)).hasSize(1);
  }

  @Test
  void progressGrowsUntilAllIsWritten() {
    var view = Views.of(batches(2_600));
    var told = new ArrayList<Long>();
    var export = new EventExport(view, ExportFormat.CSV, Redaction.NONE);
    Outcomes.done(export.to(folder.resolve("all.csv"), told::add));
    assertThat(told).containsExactly(1_000L, 2_000L, 2_600L);
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptEndsItAndLeavesNoFile(ExportFormat format) throws IOException {
    var one = notification("calls", "ann", NOON, "{}");
    var large = batch("7", IntStream.range(0, 9_000).mapToObj(_ -> one).toList());
    for (var events : List.of(batches(9_000), List.of(large))) {
      var told = new ArrayList<Long>();
      var export = new EventExport(Views.of(events), format, Redaction.NONE);
      var outcome =
          export.to(
              folder.resolve("all"),
              written -> {
                told.add(written);
                if (written == 2_000) {
                  Thread.currentThread().interrupt();
                }
              });
      assertThat(Thread.interrupted()).isTrue();
      assertThat(outcome)
          .isEqualTo(
              new Outcome.Failed<>(
                  new Failure.TimedOut("The export was cancelled. No file was written.")));
      assertThat(told).containsExactly(1_000L, 2_000L);
      try (var files = Files.list(folder)) {
        assertThat(files).isEmpty();
      }
    }
  }

  @Test
  void aFileThatExistsIsNotTouched() throws IOException {
    var file = Files.writeString(folder.resolve("mine.csv"), "mine");
    assertThat(export(Views.of(batches(1)), ExportFormat.CSV, file))
        .isEqualTo(failed(file + " exists already. Choose another name."));
    assertThat(Files.readString(file)).isEqualTo("mine");
    assertOnlyFileIs(file);
  }

  @Test
  void aFileThatComesMeanwhileIsNotTouchedEither() throws IOException {
    var file = folder.resolve("mine.csv");
    var export = new EventExport(Views.of(batches(1)), ExportFormat.CSV, Redaction.NONE);
    assertThat(export.to(file, _ -> write(file)))
        .isEqualTo(failed(file + " exists already. Choose another name."));
    assertThat(Files.readString(file)).isEqualTo("mine");
    assertOnlyFileIs(file);
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "mine");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aFolderThatIsMissingIsSaid() {
    var file = folder.resolve("no").resolve("all.csv");
    assertThat(export(Views.of(batches(1)), ExportFormat.CSV, file))
        .isEqualTo(failed(file + " cannot be written: its folder does not exist."));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFolderThatTakesNoFilesIsSaid() throws IOException {
    var file = Files.createFile(folder.resolve("file")).resolve("all.csv");
    assertThat(export(Views.of(batches(1)), ExportFormat.CSV, file))
        .isEqualTo(failed(file + " cannot be written: Not a directory."));
    var system = Path.of("/sys/kernel/all.csv");
    assertThat(export(Views.of(batches(1)), ExportFormat.CSV, system))
        .isEqualTo(failed(system + " cannot be written: permission denied."));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsSaidAndNothingIsLeft() throws IOException {
    var file = folder.resolve("all.csv");
    for (int events : List.of(1, 9_000)) {
      var export =
          new EventExport(
              Views.of(batches(events)),
              ExportFormat.CSV,
              Redaction.NONE,
              _ -> new FileOutputStream("/dev/full"));
      assertThat(export.to(file, _ -> {}))
          .isEqualTo(failed(file + " cannot be written: No space left on device."));
      try (var files = Files.list(folder)) {
        assertThat(files).isEmpty();
      }
    }
  }

  private void assertOnlyFileIs(Path file) throws IOException {
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  private static Outcome<Exported> failed(String message) {
    return new Outcome.Failed<>(new Failure.Unexpected(message));
  }

  private static Outcome<Exported> export(EventView view, ExportFormat format, Path file) {
    return new EventExport(view, format, Redaction.NONE).to(file, _ -> {});
  }

  private static List<FeedEvent> batches(int count) {
    return IntStream.range(0, count)
        .<FeedEvent>mapToObj(
            i -> batch("" + i, List.of(notification("calls", "u" + i, NOON, "{}"))))
        .toList();
  }

  /** Of this transaction, whatever the notifications bear. */
  private static Batch batch(String batchId, List<Notification> notifications) {
    return new Batch(
        batchId,
        notifications,
        Map.of("calls", notifications.size()),
        NOON,
        ClosedBy.SIZE,
        Cascade.NONE);
  }

  private static Notification notification(
      String table, @Nullable String user, Instant timestamp, String payload) {
    return new Notification(
        table, "UPDATE", user, "r1", null, timestamp, "7", NOON, Utf8Text.of(payload));
  }
}

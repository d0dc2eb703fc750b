package io.triggerscope.viewmodel;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportViewModelTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
  private final AtomicReference<EventView> shown = new AtomicReference<>(EventView.EMPTY);
  private final ExportViewModel export =
      new ExportViewModel(
          shown::get, "prod eu", new Threads(Thread.ofVirtual().factory(), fx::add), () -> NOON);

  @TempDir private Path folder;

  @Test
  void itTellsHowFarItIsAndWhatItWrote() throws Exception {
    shown.set(Views.of(batches(2_500)));
    var progress = new ArrayList<String>();
    var fractions = new ArrayList<Double>();
    export.run().progressProperty().subscribe(text -> progress.add(text));
    export.run().fractionProperty().subscribe(value -> fractions.add(value.doubleValue()));
    var file = folder.resolve("all.ndjson");
    export.start(file);
    assertThat(export.run().runningProperty().get()).isTrue();
    assertThat(progress).containsExactly("", "0 of 2,500 notifications");
    deliver();

    assertThat(progress)
        .startsWith("", "0 of 2,500 notifications")
        .endsWith("2,500 of 2,500 notifications", "");
    assertThat(fractions).startsWith(0.0).endsWith(1.0, 0.0);
    assertThat(fractions.subList(0, fractions.size() - 1)).isSorted();
    assertThat(export.run().noticeProperty().get())
        .isEqualTo(
            new Notice(
                Notice.Tone.GOOD,
                "Exported 2,500 notifications, %s, to %s."
                    .formatted(Format.bytes(Files.size(file)), file),
                NOON));
  }

  @Test
  void whatAFormatLeavesOutIsSaid() throws Exception {
    shown.set(
        Views.of(
            Stream.concat(
                    batches(1).stream(),
                    Stream.of(
                        new Malformed(NOON, Utf8Text.of("{"), "not JSON"),
                        new BlindWindow(NOON, NOON, "killed", null),
                        new BlindWindow(NOON, NOON, "killed", null),
                        new Marker(NOON, "m")))
                .toList()));
    assertThat(sentence("a.ndjson"))
        .endsWith("a.ndjson. Also 1 malformed payload, 2 blind windows, 1 marker.");
    export.formatProperty().set(ExportFormat.CSV);
    export.redactedProperty().set(true);
    assertThat(sentence("a.csv"))
        .endsWith(
            "a.csv. Not in a CSV file: 1 malformed payload, 2 blind windows, 1 marker. Ids are"
                + " replaced; payloads and marker labels are left out.");
    assertThat(Files.readString(folder.resolve("a.csv"))).contains(",id-").doesNotContain("ann");
  }

  @Test
  void payloadsThatAreGoneAreSaid() throws Exception {
    shown.set(Views.withoutPayloads(batches(2)));
    assertThat(sentence("a.ndjson"))
        .endsWith("a.ndjson. 2 payloads no longer kept, so left empty.");
    assertThat(export.run().noticeProperty().get())
        .extracting(notice -> notice == null ? null : notice.tone())
        .isEqualTo(Notice.Tone.ATTENTION);
  }

  @Test
  void aFailureIsASentence() throws Exception {
    shown.set(Views.of(batches(1)));
    var file = Files.createFile(folder.resolve("a.ndjson"));
    assertThat(sentence("a.ndjson")).isEqualTo(file + " exists already. Choose another name.");
  }

  @Test
  void aCancelledExportLeavesNoFileAndSaysSo() throws Exception {
    shown.set(Views.of(batches(300_000)));
    export.start(folder.resolve("a.ndjson"));
    await().until(() -> !names().isEmpty());
    export.run().cancel();
    deliver();

    assertThat(export.run().noticeProperty().get())
        .isEqualTo(
            new Notice(
                Notice.Tone.ATTENTION, "The export was cancelled. No file was written.", NOON));
    assertThat(names()).isEmpty();
    assertThat(export.run().progressProperty().get()).isEmpty();
  }

  @Test
  void aNameIsSuggested() {
    assertThat(export.suggestedName(UTC)).isEqualTo("prod-eu-20261122-120000.ndjson");
    export.formatProperty().set(ExportFormat.CSV);
    export.redactedProperty().set(true);
    assertThat(export.suggestedName(UTC)).isEqualTo("prod-eu-20261122-120000-redacted.csv");
  }

  private List<Path> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  private String sentence(String name) throws InterruptedException {
    export.start(folder.resolve(name));
    deliver();
    var notice = export.run().noticeProperty().get();
    return notice == null ? "" : notice.sentence();
  }

  private void deliver() throws InterruptedException {
    while (export.run().runningProperty().get()) {
      var next = fx.poll(60, TimeUnit.SECONDS);
      assertThat(next).isNotNull();
      if (next != null) {
        next.run();
      }
    }
  }

  private static List<FeedEvent> batches(int count) {
    return IntStream.range(0, count).<FeedEvent>mapToObj(ExportViewModelTest::batch).toList();
  }

  private static Batch batch(int number) {
    var id = "" + number;
    var notification =
        new Notification(
            "calls", "UPDATE", "ann", "r" + id, null, NOON, id, NOON, Utf8Text.of("{}"));
    return new Batch(
        id, List.of(notification), Map.of("calls", 1), NOON, ClosedBy.SIZE, Cascade.NONE);
  }
}

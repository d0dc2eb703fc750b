package io.triggerscope.feed.capture;

import static io.triggerscope.feed.capture.Captures.NOON;
import static io.triggerscope.feed.capture.Captures.ORIGIN;
import static io.triggerscope.feed.capture.Captures.payload;
import static io.triggerscope.feed.capture.Captures.received;
import static io.triggerscope.testing.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.feed.NotificationSource.Reading;
import io.triggerscope.model.Marker;
import io.triggerscope.model.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {

  @TempDir private Path folder;
  private final List<String> problems = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"a.tscope", "a.tscope.gz"})
  void whatWasRecordedIsOnTheDiskSoonThoughNobodyEndsIt(String name) {
    var file = folder.resolve(name);
    var recording = Captures.begin(file);
    recording.add(received(1), NOON);
    await()
        .atMost(Duration.ofSeconds(1))
        .until(() -> Captures.read(file).payloads().equals(List.of(payload(1))));
    recording.end(NOON.plusSeconds(9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.tscope", "a.tscope.gz", "a.b", "a"})
  void aPartThatHasGrownIsFollowedByTheNext(String name) throws IOException {
    var file = folder.resolve(name);
    Captures.write(file, 5_000, 8 << 10);

    try (var files = Files.list(folder)) {
      assertThat(files.count()).isGreaterThan(1);
    }
    assertThat(Files.size(file)).isBetween(8L << 10, 100L << 10);
    var read = Captures.read(file);
    assertThat(read.payloads())
        .isEqualTo(IntStream.range(0, 5_000).mapToObj(Captures::payload).toList());
    assertThat(read.contents().notes()).isEmpty();
  }

  @Test
  void aCompressedFileIsSmaller() throws IOException {
    Captures.write(folder.resolve("a.tscope"), 1_000, Recording.PART_BYTES);
    Captures.write(folder.resolve("a.tscope.gz"), 1_000, Recording.PART_BYTES);
    assertThat(Files.size(folder.resolve("a.tscope.gz")))
        .isLessThan(Files.size(folder.resolve("a.tscope")) / 5);
  }

  @Test
  void aFileThatIsThereIsNotTouched() throws IOException {
    var file = Files.writeString(folder.resolve("a.tscope"), "mine");
    assertThat(refusal(file)).isEqualTo(file + " exists already. Choose another name.");
    assertThat(file).hasContent("mine");
  }

  @Test
  void norIsALaterPartThatIsThere() throws IOException {
    Files.writeString(folder.resolve("a.2.tscope"), "mine");
    assertThat(refusal(folder.resolve("a.tscope"))).contains("exists already");
    assertThat(folder.resolve("a.tscope")).doesNotExist();
  }

  @Test
  void aFolderThatIsNotThereIsToldInWords() {
    var file = folder.resolve("none").resolve("a.tscope");
    assertThat(refusal(file)).isEqualTo(file + " cannot be written: its folder does not exist.");
  }

  @Test
  void whatTheDiskIsTooSlowForIsCountedAndTold() throws Exception {
    var gate = new CountDownLatch(1);
    var file = folder.resolve("a.tscope");
    var stuck = new CountDownLatch(1);
    var recording =
        begin(file, 10_000, path -> new Gated(PartedFile.Disk.REAL.create(path), gate, stuck));
    await().until(() -> stuck.getCount() == 0);
    for (int i = 0; i < 1_000; i++) {
      recording.add(received(i), NOON.plusMillis(i));
    }
    recording.add(new Reading.Marked(new Marker(NOON, "lost as well")), NOON.plusSeconds(1));
    recording.add(new Reading.Quiet(), NOON.plusSeconds(2));
    long lost = recording.progress().notRecorded();
    assertThat(lost).isBetween(900L, 910L);
    gate.countDown();
    await().until(() -> recording.progress().notifications() == 1_000 - lost);
    recording.add(received(7), NOON.plusSeconds(3));
    recording.end(NOON.plusSeconds(9));

    assertThat(recording.progress().notRecorded()).isEqualTo(lost);
    assertThat(Files.readAllLines(file))
        .filteredOn(line -> line.contains("not_recorded"))
        .singleElement()
        .asString()
        .contains("\"notifications\":" + lost + ",\"others\":1");
    var read = Captures.read(file);
    assertThat(read.payloads()).hasSize((int) (1_001 - lost));
    assertThat(read.readings())
        .filteredOn(Reading.Marked.class::isInstance)
        .singleElement()
        .isEqualTo(
            new Reading.Marked(
                new Marker(NOON.plusMillis(1_000 - lost), lost + " notifications not recorded")));
  }

  @Test
  void aFullDiskEndsTheRecordingInWordsAndTheFeedGoesOn() throws InterruptedException {
    var file = folder.resolve("a.tscope");
    var recording = begin(file, 1 << 20, path -> new Full(PartedFile.Disk.REAL.create(path)));
    var timed = new ArrayList<Captures.Step>();
    for (int i = 0; i < 1_000; i++) {
      timed.add(new Captures.Step(received(i), NOON.plusMillis(i)));
      recording.add(received(i), NOON.plusMillis(i));
    }
    await().until(() -> recording.progress().over());
    recording.add(received(0), NOON);
    recording.end(NOON.plusSeconds(9));

    var problem = "Recording has stopped. " + file + " cannot be written: No space left on device.";
    assertThat(recording.progress().problem()).isEqualTo(problem);
    assertThat(problems).containsExactly(problem);
    assertThat(Captures.read(file).contents().notes())
        .anySatisfy(note -> assertThat(note).contains("torn"));
  }

  @Test
  void oneRecordingAtATime() {
    var script = new Captures.Script(List.of());
    try (var recorder = new Recorder(script, InstantSource.fixed(NOON))) {
      done(recorder.record(folder.resolve("a.tscope"), ORIGIN, problems::add));
      var second = recorder.record(folder.resolve("b.tscope"), ORIGIN, problems::add);
      assertThat(second).isInstanceOf(Outcome.Failed.class);
      recorder.stop();
      done(recorder.record(folder.resolve("b.tscope"), ORIGIN, problems::add));
    }
    assertThat(Captures.read(folder.resolve("b.tscope")).contents().notes())
        .as("closing ends it in order")
        .isEmpty();
  }

  private Recording begin(Path file, long capacity, PartedFile.Disk disk) {
    return done(
        Recording.begin(file, ORIGIN, NOON, problems::add, Recording.PART_BYTES, capacity, disk));
  }

  private String refusal(Path file) {
    return switch (Recording.begin(file, ORIGIN, NOON, problems::add)) {
      case Outcome.Done<Recording> _ -> throw new AssertionError("it was not refused");
      case Outcome.Failed<Recording>(var failure) -> Objects.requireNonNull(failure.message());
    };
  }

  /** Never done with what it took before its gate opens. */
  private static final class Gated extends OutputStream {

    private final OutputStream behind;
    private final CountDownLatch gate;
    private final CountDownLatch stuck;

    Gated(OutputStream behind, CountDownLatch gate, CountDownLatch stuck) {
      this.behind = behind;
      this.gate = gate;
      this.stuck = stuck;
    }

    @Override
    public void write(int b) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      behind.write(bytes, from, length);
    }

    /** The header is flushed by who begins, the rest by the recording's own thread. */
    @Override
    public void flush() throws IOException {
      if (Thread.currentThread().isVirtual()) {
        stuck.countDown();
        try {
          gate.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
    }

    @Override
    public void close() throws IOException {
      behind.close();
    }
  }

  /** A disk with room for 5,000 bytes. */
  private static final class Full extends OutputStream {

    private final OutputStream behind;
    private int room = 5_000;

    Full(OutputStream behind) {
      this.behind = behind;
    }

    @Override
    public void write(int b) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      int fits = Math.min(room, length);
      behind.write(bytes, from, fits);
      room -= fits;
      if (fits < length) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public void close() throws IOException {
      behind.close();
    }
  }
}

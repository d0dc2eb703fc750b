package io.triggerscope.feed.capture;

import static io.triggerscope.feed.capture.Captures.NOON;
import static io.triggerscope.feed.capture.Captures.ORIGIN;
import static io.triggerscope.feed.capture.Captures.payload;
import static io.triggerscope.feed.capture.Captures.received;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.triggerscope.model.Finding;
import io.triggerscope.model.Finding.Severity;
import io.triggerscope.model.Health;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TriggerError;
import io.triggerscope.testing.ScriptedSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureSourceTest {

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("a.tscope");
  }

  @Test
  void whatWasReadTogetherComesTogether() {
    var together = ScriptedSource.received(List.of("one", "two", "two"), NOON);
    var apart = ScriptedSource.received(List.of("three"), NOON);
    var recording = Captures.begin(file);
    recording.add(together, NOON.plusNanos(1));
    recording.add(apart, NOON.plusNanos(2));
    recording.end(NOON.plusMillis(3));
    assertThat(Captures.read(file).readings()).containsExactly(together, apart);
  }

  @Test
  void errorsAndHealthAreContentsBesideTheFeed() {
    var error = new TriggerError(1, "calls", "INSERT", "no", null, NOON, null, null);
    var health = new Health(List.of(), List.of(new Finding(Severity.PASSED, "fine", "seen", "")));
    var recording = Captures.begin(file);
    recording.add(error, NOON);
    recording.add(received(1), NOON.plusMillis(1));
    recording.add(health, NOON.plusMillis(2));
    recording.end(NOON.plusMillis(3));
    var read = Captures.read(file);
    assertThat(read.readings()).containsExactly(received(1));
    assertThat(read.contents())
        .isEqualTo(
            new CaptureSource.Contents(
                file,
                ORIGIN,
                NOON,
                NOON.plusMillis(3),
                List.of(error),
                new CaptureSource.Checked(health, NOON.plusMillis(2)),
                List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
                                                                         |is empty.
          hello                                                          |is not a capture.
          {"table":"calls"}                                              |is not a capture.
          [1]                                                            |is not a capture.
          {"type":"header","format":"tscope","version":1}                |is not a capture.
          {"type":"quiet","format":"tscope","version":1,"at":"2026-11-22T12:00:00Z"}|is not a capture.
          {"type":"header","format":"tscope","version":2,"odd":0}        |has version 2 of the format, and this TriggerScope understands up to 1. A newer one is needed to open it.
          """)
  void aFileThatIsNoCaptureIsRefusedInWords(String content, String why) throws IOException {
    Files.writeString(file, content == null ? "" : content + "\n");
    assertThat(refusal(file)).isEqualTo(file + " " + why);
  }

  @Test
  void aFolderIsRefusedInWords() {
    assertThat(refusal(folder)).isEqualTo(folder + " is a folder, not a capture.");
  }

  @Test
  void aMissingFileIsToldInWords() {
    assertThat(refusal(file)).isEqualTo(file + " cannot be read: it does not exist.");
  }

  @Test
  void aFileThatMustNotBeReadIsToldInWords() throws IOException {
    Captures.write(file, 1, Recording.PART_BYTES);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(file)).as("root may read everything").isFalse();
    assertThat(refusal(file)).isEqualTo(file + " cannot be read: permission denied.");
  }

  @Test
  void aFewBytesOfAnythingAreRefusedAndNeverThrow() throws IOException {
    for (int first = 0; first < 256; first++) {
      Files.write(file, new byte[] {(byte) first, (byte) 0x8b, 8, 0, 0, 0});
      assertThat(refusal(file)).contains(" is not a capture");
    }
  }

  @Test
  void aTornLastLineIsSkippedWithANote() throws IOException {
    Captures.write(file, 3, Recording.PART_BYTES);
    var lines = Files.readAllLines(file);
    var torn = String.join("\n", lines.subList(0, 3)) + "\n" + lines.get(3).substring(0, 20);
    Files.writeString(file, torn);
    var read = Captures.read(file);
    assertThat(read.payloads()).containsExactly(payload(0), payload(1));
    assertThat(read.contents().notes())
        .containsExactly(
            "The last line of a.tscope is torn: 20 bytes were skipped.",
            "The recording was not ended in order: its last second may be missing.");
  }

  /** Wherever a file is cut, what stands before is read, and nothing is thrown. */
  @ParameterizedTest
  @CsvSource({"a.tscope", "a.tscope.gz"})
  void aFileCutAnywhereIsReadUpToThere(String name) throws IOException {
    var whole = folder.resolve(name);
    Captures.write(whole, 10, Recording.PART_BYTES);
    var bytes = Files.readAllBytes(whole);
    var all = Captures.read(whole).payloads();
    assertThat(all).hasSize(10);
    var cut = folder.resolve("cut-" + name);
    int most = 0;
    for (int length = 0; length < bytes.length; length++) {
      Files.write(cut, Arrays.copyOf(bytes, length));
      if (CaptureSource.open(cut) instanceof Outcome.Done<CaptureSource>(var opened)) {
        opened.close();
        var read = Captures.read(cut);
        int size = read.payloads().size();
        assertThat(read.payloads()).isEqualTo(all.subList(0, size));
        assertThat(size).isGreaterThanOrEqualTo(most);
        assertThat(size == 10 || !read.contents().notes().isEmpty()).as("a note").isTrue();
        most = size;
      }
    }
    assertThat(most).isEqualTo(10);
  }

  @Test
  void linesInTheMiddleThatCannotBeReadAreSkippedAndCounted() throws IOException {
    Captures.write(file, 5, Recording.PART_BYTES);
    var lines = Files.readAllLines(file);
    lines.set(2, "\u0000\u0000\u0000");
    lines.set(4, "{\"type\":\"notification\"}");
    Files.write(file, lines);
    var read = Captures.read(file);
    assertThat(read.payloads()).containsExactly(payload(0), payload(2), payload(4));
    assertThat(read.contents().notes())
        .containsExactly(
            "2 lines could not be read and were skipped, the first line 3 of a.tscope.");
  }

  @Test
  void damagedCompressedDataAreReadUpToTheDamage() throws IOException {
    var compressed = folder.resolve("a.tscope.gz");
    Captures.write(compressed, 20_000, Recording.PART_BYTES);
    var bytes = Files.readAllBytes(compressed);
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 50, (byte) 0xff);
    Files.write(compressed, bytes);
    var read = Captures.read(compressed);
    assertThat(read.payloads()).hasSizeBetween(1_000, 19_000);
    assertThat(read.contents().notes())
        .first()
        .asString()
        .startsWith("a.tscope.gz is damaged or was cut off, so its end is missing.");
  }

  @Test
  void anyPartOpensAllOfThem() {
    Captures.write(file, 500, 4 << 10);
    assertThat(Captures.read(folder.resolve("a.3.tscope")).payloads()).hasSize(500);
  }

  @Test
  void missingPartsAreNotes() throws IOException {
    Captures.write(file, 500, 8 << 10);
    int parts = (int) count(folder);
    assertThat(parts).isGreaterThan(4);
    Files.delete(folder.resolve("a.2.tscope"));
    Files.delete(folder.resolve("a." + parts + ".tscope"));
    assertThat(Captures.read(file).contents().notes())
        .containsExactly(
            "Part 2 is missing.", "Part " + parts + " is missing, and what may have followed it.");

    Files.delete(file);
    assertThat(Captures.read(folder.resolve("a.3.tscope")).contents().notes())
        .first()
        .isEqualTo("Part 1 is missing: it begins with part 3.");
  }

  @Test
  void aPartOfAnotherCaptureIsLeftOut() throws IOException {
    Captures.write(file, 500, 8 << 10);
    var other = Files.createDirectory(folder.resolve("other")).resolve("a.tscope");
    Captures.write(other, 1, Recording.PART_BYTES);
    var later = folder.resolve("a.2.tscope");
    Files.writeString(
        later,
        Files.readString(other, UTF_8).replace("2026-11-22T12:00:00.1", "2026-11-22T12:00:00.2"));
    assertThat(Captures.read(file).contents().notes())
        .containsExactly(
            "a.2.tscope belongs to another capture, and was left out.", "Part 2 is missing.");
  }

  private static long count(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.count();
    }
  }

  private static String refusal(Path file) {
    return switch (CaptureSource.open(file)) {
      case Outcome.Done<CaptureSource> _ -> throw new AssertionError("it was not refused");
      case Outcome.Failed<CaptureSource>(var failure) -> Objects.requireNonNull(failure.message());
    };
  }
}

package io.triggerscope.feed.capture;

import io.triggerscope.feed.FileFailures;
import io.triggerscope.feed.capture.CaptureLine.Header;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lines of a capture, part after part. What cannot be read is skipped, and told in a note.
 * Confined to one thread.
 */
final class CaptureFile implements AutoCloseable {

  private static final JsonMapper ANY_JSON = new JsonMapper();
  private static final int MAGIC_1 = 0x1f;
  private static final int MAGIC_2 = 0x8b;

  private final Header header;
  private final List<Path> later;
  private final List<String> notes = new ArrayList<>();
  private Path part;
  private int number;
  private LineReader lines;
  private @Nullable CaptureLine last;
  private boolean ended;
  private long line = 1;
  private long skipped;
  private String firstSkipped = "";

  private CaptureFile(Path part, LineReader lines, Header header, List<Path> later) {
    this.part = part;
    this.number = header.part();
    this.lines = lines;
    this.header = header;
    this.later = later;
  }

  /** Opens any part of a capture; reading begins with the first one that is there. */
  static Outcome<CaptureFile> open(Path file) {
    return openPart(file)
        .then(
            chosen -> {
              var names = PartNames.of(file, chosen.header.part());
              var first = names.part(1);
              if (chosen.header.part() > 1 && Files.exists(first)) {
                closed(chosen);
                return openPart(first).then(part -> of(names, first, part));
              }
              return of(names, file, chosen);
            });
  }

  private static Outcome<CaptureFile> of(PartNames names, Path path, Part part) {
    var opened = new CaptureFile(path, part.lines, part.header, new ArrayList<>());
    if (part.header.part() > 1) {
      opened.notes.add("Part 1 is missing: it begins with part " + part.header.part() + ".");
    }
    opened.findLater(names);
    return new Outcome.Done<>(opened);
  }

  /** A file whose header was read. */
  private record Part(LineReader lines, Header header) {}

  private static Outcome<Part> openPart(Path file) {
    if (Files.isDirectory(file)) {
      return failed(file + " is a folder, not a capture.");
    }
    LineReader lines = null;
    try {
      lines = new LineReader(content(file));
      var first = lines.next();
      if (first == null && lines.left() == 0) {
        return refused(lines, file + " is empty.");
      }
      return header(file, lines, first == null ? lines.rest() : first);
    } catch (EOFException | ZipException e) {
      return refused(lines, file + " is not a capture: it is damaged from its beginning on.");
    } catch (IOException e) {
      close(lines);
      return new Outcome.Failed<>(FileFailures.unreadable(file, e));
    }
  }

  /** Decompressed if need be, whatever its name. */
  private static InputStream content(Path file) throws IOException {
    var in = new BufferedInputStream(Files.newInputStream(file), 64 << 10);
    try {
      in.mark(2);
      boolean compressed = in.read() == MAGIC_1 && in.read() == MAGIC_2;
      in.reset();
      return compressed ? new GZIPInputStream(in, 64 << 10) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static Outcome<Part> header(Path file, LineReader lines, byte[] first) {
    try {
      var tree = ANY_JSON.readTree(first);
      if (!tree.path("format").asString("").equals(CaptureLine.FORMAT)) {
        return refused(lines, file + " is not a capture.");
      }
      int version = tree.path("version").asInt(0);
      if (version > CaptureLine.VERSION) {
        return refused(
            lines,
            "%s has version %d of the format, and this TriggerScope understands up to %d. A newer one is needed to open it."
                .formatted(file, version, CaptureLine.VERSION));
      }
      return CaptureLine.Json.read(first) instanceof Header header
          ? new Outcome.Done<>(new Part(lines, header))
          : refused(lines, file + " is not a capture.");
    } catch (JacksonException e) {
      return refused(lines, file + " is not a capture.");
    }
  }

  private static <T> Outcome<T> refused(@Nullable LineReader lines, String why) {
    close(lines);
    return failed(why);
  }

  private static <T> Outcome<T> failed(String why) {
    return new Outcome.Failed<>(new Failure.Unexpected(why));
  }

  private static void closed(Part part) {
    close(part.lines);
  }

  private static void close(@Nullable LineReader lines) {
    try {
      if (lines != null) {
        lines.close();
      }
    } catch (IOException e) {
      // it was only read
    }
  }

  /** The parts after the first, in order, by their names. */
  private void findLater(PartNames names) {
    try (var files = Files.list(names.folder())) {
      var numbers =
          files
              .flatMapToInt(f -> names.numberOf(f).stream())
              .filter(number -> number > header.part())
              .sorted()
              .toArray();
      for (int number : numbers) {
        later.add(names.part(number));
      }
    } catch (IOException e) {
      notes.add(
          "Further parts were not looked for: "
              + FileFailures.unreadable(names.folder(), e).message());
    }
  }

  /** The header of the first part. */
  Header header() {
    return header;
  }

  /** The next line that can be read; null at the end, however often it is asked for. */
  @Nullable CaptureLine next() {
    while (!ended) {
      var bytes = nextBytes();
      if (bytes == null) {
        ended = !nextPart();
        continue;
      }
      line++;
      try {
        last = CaptureLine.Json.read(bytes);
        return last;
      } catch (JacksonException e) {
        skip();
      }
    }
    return null;
  }

  private void skip() {
    skipped++;
    if (skipped == 1) {
      firstSkipped = "line " + line + " of " + part.getFileName();
    }
  }

  private byte @Nullable [] nextBytes() {
    try {
      var bytes = lines.next();
      return bytes == null ? torn("") : bytes;
    } catch (EOFException | ZipException e) {
      return torn(part.getFileName() + " is damaged or was cut off, so its end is missing. ");
    } catch (IOException e) {
      notes.add(FileFailures.unreadable(part, e).message());
      return null;
    }
  }

  /** What stands behind the last line's end: a line that lost only its end is one nevertheless. */
  private byte @Nullable [] torn(String why) {
    long left = lines.left();
    var rest = lines.rest();
    close(lines);
    lines = new LineReader(InputStream.nullInputStream());
    if (left == 0) {
      if (!why.isEmpty()) {
        notes.add(why.strip());
      }
      return null;
    }
    try {
      CaptureLine.Json.read(rest);
      return rest;
    } catch (JacksonException e) {
      notes.add(
          why
              + "The last line of %s is torn: %s skipped."
                  .formatted(part.getFileName(), left == 1 ? "1 byte was" : left + " bytes were"));
      return null;
    }
  }

  private boolean nextPart() {
    close(lines);
    while (!later.isEmpty()) {
      var path = later.removeFirst();
      switch (openPart(path)) {
        case Outcome.Done<Part>(var opened) -> {
          if (!opened.header.started().equals(header.started())) {
            notes.add(path.getFileName() + " belongs to another capture, and was left out.");
            closed(opened);
          } else {
            noteMissing(opened.header.part());
            part = path;
            number = opened.header.part();
            lines = opened.lines;
            line = 1;
            last = opened.header;
            return true;
          }
        }
        case Outcome.Failed<Part>(var failure) ->
            notes.add("A part was left out. " + failure.message());
      }
    }
    noteEnd();
    return false;
  }

  private void noteMissing(int found) {
    int expected = number + 1;
    if (found > expected) {
      notes.add(
          found == expected + 1
              ? "Part " + expected + " is missing."
              : "Parts " + expected + " to " + (found - 1) + " are missing.");
    }
  }

  private void noteEnd() {
    if (last instanceof CaptureLine.Continued(_, int following)) {
      notes.add("Part " + following + " is missing, and what may have followed it.");
    } else if (!(last instanceof CaptureLine.End)) {
      notes.add("The recording was not ended in order: its last second may be missing.");
    }
    if (skipped > 0) {
      notes.add(
          (skipped == 1
                  ? "1 line could not be read and was skipped: "
                  : skipped + " lines could not be read and were skipped, the first ")
              + firstSkipped
              + ".");
    }
  }

  /** What could not be read, in sentences; complete at the end. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  @Override
  public void close() {
    close(lines);
  }
}

package io.triggerscope.feed.capture;

import io.triggerscope.feed.capture.CaptureLine.Continued;
import io.triggerscope.feed.capture.CaptureLine.Header;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

/**
 * A capture being written, part by part; no file that exists is touched. Confined to one thread at
 * a time.
 */
final class PartedFile implements AutoCloseable {

  /** Makes a new file; tests pass one whose disk is full. */
  interface Disk {
    OutputStream create(Path file) throws IOException;

    Disk REAL =
        file ->
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static final int BUFFER = 8 << 10;

  private final PartNames names;
  private final Header first;
  private final long partBytes;
  private final Disk disk;
  private int part;
  private Counting file;
  private OutputStream out;
  private long bytesBefore;

  /**
   * @param partBytes how large a part may grow before the next one is begun
   */
  PartedFile(Path name, Header header, long partBytes, Disk disk) throws IOException {
    this.names = PartNames.of(name);
    this.first = header;
    this.partBytes = partBytes;
    this.disk = disk;
    if (Files.exists(names.part(2))) {
      throw new FileAlreadyExistsException(names.part(2).toString());
    }
    part = 1;
    file = new Counting(disk.create(names.part(part)));
    out = opened(file);
    begin();
  }

  private OutputStream opened(OutputStream to) throws IOException {
    var buffered = new BufferedOutputStream(to, BUFFER);
    return names.compressed() ? new GZIPOutputStream(buffered, BUFFER, true) : buffered;
  }

  /** The header comes first and at once, so that a part is never without one for long. */
  private void begin() throws IOException {
    append(new Header(first.format(), first.version(), part, first.started(), first.origin()));
    flush();
  }

  /** Writes one line; begins the next part after it, if this one has grown to its size. */
  void write(CaptureLine line, Instant at) throws IOException {
    append(line);
    if (file.written >= partBytes) {
      append(new Continued(at, part + 1));
      out.close();
      bytesBefore += file.written;
      part++;
      file = new Counting(disk.create(names.part(part)));
      out = opened(file);
      begin();
    }
  }

  private void append(CaptureLine line) throws IOException {
    out.write(CaptureLine.Json.write(line));
    out.write('\n');
  }

  /** Hands everything to the operating system, which keeps it when this process is killed. */
  void flush() throws IOException {
    out.flush();
  }

  /** The part being written. */
  Path path() {
    return names.part(part);
  }

  int part() {
    return part;
  }

  /** What all parts hold so far, but for what was not flushed. */
  long bytes() {
    return bytesBefore + file.written;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** Counts what reaches the file. */
  private static final class Counting extends FilterOutputStream {

    private long written;

    Counting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      written++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      written += length;
    }
  }
}

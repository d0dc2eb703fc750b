package io.triggerscope.feed.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads lines as bytes, none of which may grow without bound. Confined to one thread. */
final class LineReader implements AutoCloseable {

  /** No line that we write is as long. */
  private static final int LONGEST = 64 << 20;

  private static final byte[] TOO_LONG = {};

  private final InputStream in;
  private final byte[] buffer = new byte[64 << 10];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int next;
  private int end;
  private long length;

  LineReader(InputStream in) {
    this.in = in;
  }

  /** The next line that has an end, without it; empty when it was too long; null at the end. */
  byte @Nullable [] next() throws IOException {
    line.reset();
    length = 0;
    while (true) {
      if (next == end) {
        next = 0;
        end = 0;
        end = Math.max(0, in.read(buffer));
        if (end == 0) {
          return null;
        }
      }
      int from = next;
      while (next < end && buffer[next] != '\n') {
        next++;
      }
      length += next - from;
      if (length <= LONGEST) {
        line.write(buffer, from, next - from);
      }
      if (next < end) {
        next++;
        return length <= LONGEST ? line.toByteArray() : TOO_LONG;
      }
    }
  }

  /** How many bytes there are behind the end of the last line. */
  long left() {
    return length;
  }

  /** These bytes. */
  byte[] rest() {
    return line.toByteArray();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

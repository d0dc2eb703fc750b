package io.triggerscope.feed;

import io.triggerscope.model.Utf8Text;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The exact texts of the payloads received, one behind the other: the newest in memory, those
 * before them in a file of bounded size where the newest take the place of the oldest. Texts are
 * added by the feed thread and read by any. The file has no name and is gone with its last reader.
 */
final class PayloadStore {

  private static final Logger LOG = System.getLogger(PayloadStore.class.getName());

  static final long DEFAULT_CAPACITY = 1L << 30;
  static final int BLOCK = 256 << 10;

  /** Blocks kept in memory when the file cannot take them. */
  private static final int MOST_UNWRITTEN = 256;

  /** The block being filled; {@code start} is its position. */
  private record Tail(long start, byte[] bytes) {}

  /** Opens the file in which the blocks are kept. */
  interface Opening {
    RandomAccessFile open() throws IOException;
  }

  private final Opening opening;
  private final long capacity;
  private final Map<Long, byte[]> unwritten = new ConcurrentHashMap<>();
  private @Nullable RandomAccessFile file;
  private volatile Tail tail = new Tail(0, new byte[BLOCK]);
  private volatile long oldest;
  private long end;

  PayloadStore() {
    this(DEFAULT_CAPACITY, PayloadStore::temporaryFile);
  }

  /**
   * @param capacity the size of the file in bytes, a multiple of {@link #BLOCK}
   */
  PayloadStore(long capacity, Opening opening) {
    this.capacity = capacity;
    this.opening = opening;
  }

  static RandomAccessFile temporaryFile() throws IOException {
    var path = Files.createTempFile("triggerscope", ".payloads");
    var file = new RandomAccessFile(path.toFile(), "rw");
    forget(path);
    return file;
  }

  /** Where an open file cannot be deleted, as on Windows, it is when the program ends. */
  private static void forget(Path path) {
    try {
      Files.delete(path);
    } catch (IOException _) {
      path.toFile().deleteOnExit();
    }
  }

  /** The size of the file in bytes. */
  long capacity() {
    return capacity;
  }

  /** The position of the next text. */
  long end() {
    return end;
  }

  /** Texts before this position are gone. */
  long oldest() {
    return oldest;
  }

  /** Adds a text at {@link #end()}; returns its length in bytes. */
  int add(Utf8Text payload) {
    int from = payload.from();
    while (from < payload.to()) {
      int at = (int) (end - tail.start);
      int length = Math.min(payload.to() - from, BLOCK - at);
      System.arraycopy(payload.array(), from, tail.bytes, at, length);
      from += length;
      end += length;
      if (at + length == BLOCK) {
        write(tail);
        tail = new Tail(end, new byte[BLOCK]);
      }
    }
    return payload.length();
  }

  private void write(Tail full) {
    // whoever reads the block that is overwritten now must find it gone afterwards
    oldest = Math.max(oldest, full.start + BLOCK - capacity);
    try {
      write(full.start % capacity, full.bytes);
    } catch (IOException e) {
      if (unwritten.isEmpty()) {
        LOG.log(Level.WARNING, "Payloads stay in memory: their file cannot be written.", e);
      }
      unwritten.put(full.start, full.bytes);
      oldest = Math.max(oldest, full.start - (MOST_UNWRITTEN - 1L) * BLOCK);
    }
    unwritten.keySet().removeIf(start -> start < oldest);
  }

  private synchronized void write(long offset, byte[] bytes) throws IOException {
    var out = file;
    if (out == null) {
      out = opening.open();
      file = out;
    }
    out.seek(offset);
    out.write(bytes);
  }

  /** The text at this position; null if it is gone. */
  @Nullable Utf8Text text(long position, int length) {
    var bytes = new byte[length + Utf8Text.SLACK];
    return position < read(position, bytes, length) ? null : new Utf8Text(bytes, 0, length);
  }

  /**
   * Reads the texts of this length in all that stand one behind the other from this position.
   *
   * @param bytes where they are put, from 0
   * @return the position before which texts are gone, so that what was read of them means nothing
   */
  long read(long position, byte[] bytes, int length) {
    try {
      int done = 0;
      while (done < length) {
        done += read(position + done, bytes, done, length);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "A payload cannot be read.", e);
      return Long.MAX_VALUE;
    }
    return oldest;
  }

  /** Reads up to the end of the block or to {@code to}; returns how many bytes it read. */
  private int read(long position, byte[] bytes, int from, int to) throws IOException {
    int at = (int) (position % BLOCK);
    int length = Math.min(to - from, BLOCK - at);
    var newest = tail;
    var block = position >= newest.start ? newest.bytes : unwritten.get(position - at);
    if (block == null) {
      readFile(position % capacity, bytes, from, length);
    } else {
      System.arraycopy(block, at, bytes, from, length);
    }
    return length;
  }

  private synchronized void readFile(long offset, byte[] bytes, int from, int length)
      throws IOException {
    if (file != null) {
      file.seek(offset);
      file.readFully(bytes, from, length);
    }
  }
}

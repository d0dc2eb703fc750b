package io.triggerscope.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A socket's input that ends the driver's {@code getNotifications} when enough was read, and that
 * never waits for the rest of a message for ever. Confined to the thread that reads the connection.
 *
 * <p>Left alone, {@code getNotifications} collects for as long as anything can be read: two million
 * notifications at once, in a list. But between two messages, when its own buffer is empty, it
 * peeks with a time-out of 1 ms, which it does nowhere else (PGStream.hasMessagePending): a peek
 * that finds nothing ends the reading there and loses nothing. So a reading ends when nothing more
 * is there, or when enough was read. To have its buffer empty at the end of a message it gets
 * single bytes from then on. And inside a message it waits without a time-out
 * (QueryExecutorImpl.processNotifies), so a link that stalls there would stall it too.
 */
final class BoundedInput extends InputStream {

  /** After so many bytes a reading ends. */
  private static final int ENOUGH = 1 << 20;

  /**
   * More than this without a peek is no reading of notifications but the wait for a statement's
   * answer with a flood before it, all of which the driver would keep in memory.
   */
  private static final int TOO_MUCH = 64 << 20;

  /** So long the rest of a message, or the answer to a statement, may take to go on. */
  static final Duration STALL = Duration.ofSeconds(9);

  private static final int PEEK_MILLIS = 1;

  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private int served;

  /**
   * @param socket whose time-out the driver sets
   */
  BoundedInput(Socket socket, InputStream in) {
    this.socket = socket;
    this.in = in;
  }

  @Override
  public int available() throws IOException {
    return served >= ENOUGH ? 0 : limit - position + in.available();
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int timeout = socket.getSoTimeout();
    if (timeout == PEEK_MILLIS && served >= ENOUGH) {
      served = 0;
      throw new SocketTimeoutException("enough for one reading");
    }
    if (position == limit && !fill(timeout)) {
      return -1;
    }
    int count = Math.min(served >= ENOUGH ? 1 : length, limit - position);
    System.arraycopy(buffer, position, bytes, offset, count);
    position += count;
    served += count;
    if (served > TOO_MUCH) {
      throw new SocketException("too much arrived before the answer to a statement");
    }
    return count;
  }

  private boolean fill(int timeout) throws IOException {
    position = 0;
    limit = 0;
    int count =
        switch (timeout) {
          case PEEK_MILLIS -> peek();
          case 0 -> readUnlessStalled();
          default -> in.read(buffer);
        };
    limit = Math.max(0, count);
    return count >= 0;
  }

  /** Waits for nothing: who notifies every millisecond would let a reading never end. */
  private int peek() throws IOException {
    try {
      if (in.available() == 0) {
        throw new SocketTimeoutException("all that has come was read");
      }
      return in.read(buffer);
    } catch (SocketTimeoutException e) {
      served = 0;
      throw e;
    }
  }

  private int readUnlessStalled() throws IOException {
    socket.setSoTimeout((int) STALL.toMillis());
    try {
      return in.read(buffer);
    } catch (SocketTimeoutException e) {
      // a time-out the driver would take for the end of the notifications, inside a message
      throw (SocketException)
          new SocketException("Nothing came for " + STALL.toSeconds() + " s.").initCause(e);
    } finally {
      if (!socket.isClosed()) {
        socket.setSoTimeout(0);
      }
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

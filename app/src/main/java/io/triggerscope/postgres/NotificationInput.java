package io.triggerscope.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.triggerscope.model.Utf8Text;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a server sends to a listening session: the notifications are taken out of it here, and
 * everything else goes to the driver. Confined to the thread that reads the connection.
 *
 * <p>The driver's {@code getNotifications} collects for as long as anything can be read: two
 * million notifications at once, in a list. It waits a millisecond for each further one, so that a
 * steady stream never lets it return, and inside a message it waits without a time-out
 * (QueryExecutorImpl.processNotifies). Reading the messages here bounds a reading, ends it when all
 * that has come was read, and takes half the time.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">Message
 *     formats</a>
 */
final class NotificationInput extends InputStream {

  private static final int BUFFER = 1 << 16;

  /** After so many bytes of notifications a reading ends. */
  private static final int ENOUGH = 1 << 20;

  /**
   * With so many bytes more can be expected at once: the server sends by eight kilobytes, and to
   * wake for each of them takes longer than to read them.
   */
  private static final int MUCH = 6 << 10;

  private static final Duration MOMENT = Duration.ofNanos(200_000);

  /** More than this before the answer to a statement is not kept in memory. */
  private static final int TOO_MUCH = 64 << 20;

  /** So long the answer to a statement may take to go on. */
  static final Duration STALL = Duration.ofSeconds(9);

  private static final byte NOTIFICATION_RESPONSE = 'A';

  /** More bytes than a notification has: PostgreSQL bounds the payload to 8,000. */
  private static final int LONGEST = 1 << 14;

  private static final int LENGTH_AT = 1;
  private static final int PROCESS_AT = 5;
  private static final int CHANNEL_AT = 9;

  /** Ends every text in a message. */
  private static final int ZERO_BYTE = 1;

  /** Those the driver made and nobody has asked for yet. */
  private static final Map<String, NotificationInput> MADE = new ConcurrentHashMap<>();

  private final Socket socket;
  private final InputStream in;

  /** What the texts that were taken stand in: it is left to them when it is full. */
  private byte[] buffer = new byte[BUFFER];

  private int position;
  private int limit;
  private boolean taking;
  private byte[] channel = {};
  private int driversBytes;
  private List<Utf8Text> taken = new ArrayList<>();
  private int takenBytes;

  /**
   * @param key by which it is found, since the driver makes its sockets by the name of a class
   * @param socket whose time-out the driver sets
   */
  NotificationInput(String key, Socket socket, InputStream in) {
    this.socket = socket;
    this.in = in;
    MADE.put(key, this);
  }

  /** The last one made with this key; null if there is none, or it was asked for before. */
  static @Nullable NotificationInput made(String key) {
    return MADE.remove(key);
  }

  /**
   * From now on takes the notifications out. To be called before LISTEN, after a statement was
   * answered: until then the driver gets single bytes, so that it has read no part of what follows.
   */
  void take(String channel) {
    this.channel = (channel + '\0').getBytes(UTF_8);
    taking = true;
  }

  /**
   * Payloads on the channel, in order: waits up to {@code timeout} for the first, and adds what has
   * come with it. Empty also when there is something for the driver.
   *
   * @throws IOException when the connection is lost
   */
  List<Utf8Text> receive(Duration timeout) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    int before = socket.getSoTimeout();
    try {
      takeFromBuffer(ENOUGH);
      while (taken.isEmpty() && !isForDriver()) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        socket.setSoTimeout((int) Math.clamp(left, 1, Integer.MAX_VALUE));
        fill();
        takeFromBuffer(ENOUGH);
        if (left <= 0) {
          break;
        }
      }
      while (takenBytes < ENOUGH && !isForDriver() && more()) {
        fill();
        takeFromBuffer(ENOUGH);
      }
    } catch (SocketTimeoutException _) {
      // what there is of a message stays for the next reading
    } finally {
      if (!socket.isClosed()) {
        socket.setSoTimeout(before);
      }
    }
    return rest();
  }

  /** Whether there is more to read, for which a moment is waited while much comes. */
  private boolean more() throws IOException {
    if (in.available() > 0) {
      return true;
    }
    if (takenBytes < MUCH) {
      return false;
    }
    LockSupport.parkNanos(MOMENT.toNanos());
    return in.available() > 0;
  }

  /** Payloads that were taken and not received yet, as while a statement waited for its answer. */
  List<Utf8Text> rest() {
    var payloads = taken;
    taken = new ArrayList<>();
    takenBytes = 0;
    return payloads;
  }

  /** Whether the next message is none of ours. */
  boolean isForDriver() {
    return position < limit && buffer[position] != NOTIFICATION_RESPONSE;
  }

  private void fill() throws IOException {
    if (BUFFER - limit < LONGEST) {
      var next = new byte[BUFFER];
      System.arraycopy(buffer, position, next, 0, limit - position);
      buffer = next;
      limit -= position;
      position = 0;
    }
    int count = in.read(buffer, limit, BUFFER - Utf8Text.SLACK - limit);
    if (count < 0) {
      throw new EOFException("The server closed the connection.");
    }
    limit += count;
  }

  /** Takes whole notifications until there are {@code most} bytes of them. */
  private void takeFromBuffer(int most) throws IOException {
    while (takenBytes < most
        && limit - position > CHANNEL_AT
        && buffer[position] == NOTIFICATION_RESPONSE) {
      int length = messageLength();
      if (length > LONGEST) {
        throw new SocketException("A notification of " + length + " bytes is not PostgreSQL's.");
      }
      if (length > limit - position) {
        return;
      }
      takeOne(position + CHANNEL_AT, position + length);
      position += length;
      takenBytes += length;
    }
  }

  private void takeOne(int from, int end) {
    int payload = from + channel.length;
    if (payload < end && Arrays.equals(channel, 0, channel.length, buffer, from, payload)) {
      taken.add(new Utf8Text(buffer, payload, end - ZERO_BYTE - payload));
    }
  }

  /** The bytes of the message at hand, with its type, which its own length does not count. */
  private int messageLength() {
    int at = position + LENGTH_AT;
    return LENGTH_AT
        + ((buffer[at] & 0xff) << 24
            | (buffer[at + 1] & 0xff) << 16
            | (buffer[at + 2] & 0xff) << 8
            | buffer[at + 3] & 0xff);
  }

  // ---- what the driver reads ----

  @Override
  public int available() throws IOException {
    return taking ? driversBytes : limit - position + in.available();
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      int most = 1;
      if (taking) {
        awaitMessage();
        most = Math.min(length, driversBytes);
      }
      if (position == limit) {
        fillForDriver();
      }
      int count = Math.min(most, limit - position);
      System.arraycopy(buffer, position, bytes, offset, count);
      position += count;
      driversBytes -= taking ? count : 0;
      return count;
    } catch (EOFException _) {
      return -1;
    }
  }

  /** Takes notifications until there is a message for the driver. */
  private void awaitMessage() throws IOException {
    while (driversBytes == 0) {
      takeFromBuffer(TOO_MUCH);
      if (takenBytes >= TOO_MUCH) {
        throw new SocketException("too much arrived before the answer to a statement");
      }
      if (isForDriver() && limit - position >= PROCESS_AT) {
        driversBytes = messageLength();
      } else {
        fillForDriver();
      }
    }
  }

  private void fillForDriver() throws IOException {
    if (socket.getSoTimeout() != 0) {
      fill();
      return;
    }
    socket.setSoTimeout((int) STALL.toMillis());
    try {
      fill();
    } catch (SocketTimeoutException e) {
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

package io.triggerscope.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.triggerscope.model.Utf8Text;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NotificationInputTest {

  private static final String CHANNEL = "cache_invalidation";

  /** From bytes that come one by one to bytes that come all at once. */
  static IntStream sizes() {
    return IntStream.of(1, 2, 3, 5, 7, 11, 13, 64, 1_000_000);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void theDriverGetsEverythingButTheNotifications(int size) throws IOException {
    var notice = message('N', "SNOTICE\0\0");
    var ready = message('Z', "I");
    var input =
        taking(
            concat(
                notification(CHANNEL, "one"),
                notice,
                notification(CHANNEL, "zwei ✓"),
                notification("other", "no"),
                ready,
                notification(CHANNEL, "")),
            size);
    assertThat(input.readNBytes(notice.length + ready.length)).isEqualTo(concat(notice, ready));
    assertThat(input.rest()).startsWith(Utf8Text.of("one"), Utf8Text.of("zwei ✓"));
    assertThat(input.read()).isEqualTo(-1);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void aReadingEndsBeforeWhatIsForTheDriver(int size) throws IOException {
    var ready = message('Z', "I");
    var input =
        taking(
            concat(
                notification(CHANNEL, "one"),
                notification(CHANNEL, "two"),
                ready,
                notification(CHANNEL, "three")),
            size);
    var received = new ArrayList<Utf8Text>();
    while (!input.isForDriver()) {
      received.addAll(input.receive(Duration.ofSeconds(1)));
    }
    assertThat(received).containsExactly(Utf8Text.of("one"), Utf8Text.of("two"));
    assertThat(input.receive(Duration.ofSeconds(1))).isEmpty();
    assertThat(input.readNBytes(ready.length)).isEqualTo(ready);
    received.clear();
    while (received.isEmpty()) {
      received.addAll(input.receive(Duration.ofSeconds(1)));
    }
    assertThat(received).containsExactly(Utf8Text.of("three"));
    assertThatThrownBy(() -> input.receive(Duration.ofSeconds(1))).isInstanceOf(EOFException.class);
  }

  @Test
  void aReadingIsBoundedAndLosesNothing() throws IOException {
    var bytes = new ByteArrayOutputStream();
    int count = 1_000;
    for (int i = 0; i < count; i++) {
      bytes.write(notification(CHANNEL, i + "x".repeat(7_900)));
    }
    var input = taking(bytes.toByteArray(), Integer.MAX_VALUE);
    var received = new ArrayList<Utf8Text>();
    while (received.size() < count) {
      var reading = input.receive(Duration.ofSeconds(1));
      assertThat(reading).hasSizeBetween(1, 140);
      received.addAll(reading);
    }
    assertThat(received)
        .isEqualTo(
            IntStream.range(0, count).mapToObj(i -> Utf8Text.of(i + "x".repeat(7_900))).toList());
  }

  @ParameterizedTest
  @CsvSource({"3, 3", "7900, 6"})
  void afterMuchAMomentIsWaitedForMore(int length, int together) throws IOException {
    var three = notification(CHANNEL, "x".repeat(length));
    three = concat(three, three, three);
    var input = new NotificationInput("waves", new Timed(), new Waves(three, three));
    input.take(CHANNEL);
    assertThat(input.receive(Duration.ofSeconds(1))).hasSize(together);
  }

  @Test
  void whatComesBeforeAnAnswerIsKeptOnlyUpToABound() throws IOException {
    var one = notification(CHANNEL, "x".repeat(7_900));
    var endless =
        new InputStream() {
          private int at;

          @Override
          public int read() {
            return one[at++ % one.length];
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            for (int i = 0; i < length; i++) {
              bytes[offset + i] = one[at++ % one.length];
            }
            at %= one.length;
            return length;
          }
        };
    var input = new NotificationInput("endless", new Timed(), endless);
    input.take(CHANNEL);
    assertThatThrownBy(input::read)
        .isInstanceOf(SocketException.class)
        .hasMessage("too much arrived before the answer to a statement");
  }

  @Test
  void beforeTheFirstListenTheDriverGetsSingleBytes() throws IOException {
    var input = new NotificationInput("login", new Timed(), new ByteArrayInputStream(new byte[9]));
    assertThat(input.read(new byte[9], 0, 9)).isEqualTo(1);
    assertThat(input.available()).isEqualTo(8);
  }

  @Test
  void itIsFoundOnce() {
    var input = new NotificationInput("key", new Timed(), InputStream.nullInputStream());
    assertThat(NotificationInput.made("key")).isSameAs(input);
    assertThat(NotificationInput.made("key")).isNull();
  }

  private static NotificationInput taking(byte[] bytes, int size) {
    var input = new NotificationInput("test", new Timed(), new Pieces(bytes, size));
    input.take(CHANNEL);
    return input;
  }

  private static byte[] notification(String channel, String payload) {
    return message('A', "\0\0\1\2" + channel + '\0' + payload + '\0');
  }

  private static byte[] message(char type, String content) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(type);
      out.writeInt(4 + content.getBytes(UTF_8).length);
      out.write(content.getBytes(UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    var bytes = new ByteArrayOutputStream();
    List.of(parts).forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }

  /** Gives so many bytes at a time at most. */
  private static final class Pieces extends ByteArrayInputStream {

    private final int size;

    Pieces(byte[] bytes, int size) {
      super(bytes);
      this.size = size;
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) {
      return super.read(bytes, offset, Math.min(size, length));
    }
  }

  /** Each but the first comes only once somebody has looked for it in vain. */
  private static final class Waves extends InputStream {

    private final Iterator<byte[]> waves;
    private InputStream wave;

    Waves(byte[]... waves) {
      this.waves = List.of(waves).iterator();
      this.wave = new ByteArrayInputStream(this.waves.next());
    }

    @Override
    public int available() throws IOException {
      int available = wave.available();
      if (available == 0 && waves.hasNext()) {
        wave = new ByteArrayInputStream(waves.next());
      }
      return available;
    }

    @Override
    public int read() throws IOException {
      return wave.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return wave.read(bytes, offset, length);
    }
  }

  /** Remembers its time-out; connected to nothing. */
  private static final class Timed extends Socket {

    private int timeout;

    @Override
    public void setSoTimeout(int millis) {
      timeout = millis;
    }

    @Override
    public int getSoTimeout() {
      return timeout;
    }
  }
}

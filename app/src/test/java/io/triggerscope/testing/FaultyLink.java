package io.triggerscope.testing;

import io.triggerscope.model.ConnectionSettings;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A network between a client and a server that a test can cut without a word to either: bytes stop
 * in both directions, no FIN and no RST is sent, and new connections get no answer.
 */
public final class FaultyLink implements AutoCloseable {

  private final ServerSocket entry;
  private final int port;
  private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
  private volatile CountDownLatch cut = new CountDownLatch(0);
  private volatile boolean closed;

  /** To the server of these settings. */
  public FaultyLink(ConnectionSettings settings) {
    this.port = URI.create(settings.jdbcUrl().substring("jdbc:".length())).getPort();
    try {
      entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** The same server, through this link. */
  public ConnectionSettings through(ConnectionSettings s) {
    return new ConnectionSettings(
        s.jdbcUrl().replace(":" + port + "/", ":" + entry.getLocalPort() + "/"),
        s.user(),
        s.password(),
        s.channel(),
        s.schema(),
        s.readOnly());
  }

  public void cut() {
    cut = new CountDownLatch(1);
  }

  /** Cuts it after so many more bytes from the server. */
  public void cutAfter(long bytes) {
    left.set(bytes);
  }

  /** What was held up goes on. */
  public void mend() {
    left.set(Long.MAX_VALUE);
    cut.countDown();
  }

  /** Ends all connections, and what was held up on them is lost; new ones are as before the cut. */
  public void breakOff() {
    for (var connection = connections.poll(); connection != null; connection = connections.poll()) {
      close(connection);
    }
    mend();
  }

  /** Takes no new connections any more. */
  public void refuse() {
    closed = true;
    close(entry);
  }

  private void accept() {
    while (!closed) {
      try {
        var client = entry.accept();
        if (closed) {
          // one that came while it was being closed
          close(client);
          return;
        }
        var server = new Socket(InetAddress.getLoopbackAddress(), port);
        connections.addAll(List.of(client, server));
        Thread.ofVirtual().start(() -> pass(client, server, false));
        Thread.ofVirtual().start(() -> pass(server, client, true));
      } catch (IOException e) {
        // closed, or the server is down: the client is told
      }
    }
  }

  private void pass(Socket from, Socket to, boolean counted) {
    var buffer = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        cut.await();
        int passed = counted ? (int) Math.min(count, Math.max(0, left.get())) : count;
        out.write(buffer, 0, passed);
        if (counted && left.addAndGet(-count) <= 0) {
          cut();
          cut.await();
        }
        out.write(buffer, passed, count - passed);
      }
    } catch (IOException e) {
      // one of the two has closed; the other is closed with it
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    refuse();
    mend();
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.triggerscope.bench;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.testing.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends the notifications of {@link TriggerPayloads} in transactions of one size. */
final class Sender implements AutoCloseable {

  private static final int PAYLOADS = 1 << 16;

  private final Connection connection;
  private final PreparedStatement notify;
  private final int transaction;
  private final String[] payloads = TriggerPayloads.of(PAYLOADS);
  private int next;

  Sender(ConnectionSettings database, int transaction) throws SQLException {
    this.transaction = transaction;
    connection = TestPostgres.connect(database);
    notify =
        connection.prepareStatement(
            "SELECT count(pg_notify(?, payload)) FROM unnest(?::text[]) AS payload");
    notify.setString(1, database.channel());
  }

  /** Sends one transaction. */
  void send() throws SQLException {
    var some = new String[transaction];
    for (int i = 0; i < transaction; i++) {
      some[i] = payloads[next++ % PAYLOADS];
    }
    notify.setArray(2, connection.createArrayOf("text", some));
    notify.execute();
  }

  /** Sends so many notifications a second for some time. */
  void send(int perSecond, Duration time) throws SQLException {
    long begin = System.nanoTime();
    long count = time.toMillis() * perSecond / 1000 / transaction;
    for (long i = 0; i < count; i++) {
      awaitTime(begin + i * TimeUnit.SECONDS.toNanos(transaction) / perSecond);
      send();
    }
  }

  /** Blocks until {@link System#nanoTime} says this. */
  static void awaitTime(long nanoTime) {
    long left = nanoTime - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = nanoTime - System.nanoTime();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

package io.triggerscope.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import org.postgresql.PGConnection;

/** Drains a backlog with the driver alone, and parses nothing. */
final class DrainWithDriver {

  private static final int TIMEOUT_MILLIS = 250;

  private DrainWithDriver() {}

  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[2]);
    var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (commands.readLine() != null) {
      try (var connection = DriverManager.getConnection(arguments[0], arguments[3], arguments[4]);
          var statement = connection.createStatement()) {
        statement.execute("LISTEN \"" + arguments[1] + '"');
        System.out.println("listening");
        var pg = connection.unwrap(PGConnection.class);
        int received = 0;
        while (received < count) {
          received += pg.getNotifications(TIMEOUT_MILLIS).length;
        }
        System.out.println("drained");
      }
    }
  }
}

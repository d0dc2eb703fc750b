package io.triggerscope.testing;

import io.triggerscope.model.ConnectionSettings;

/** Databases with a {@code trigger_error_log} and rows as the trigger writes them. */
public final class ErrorLog {

  private ErrorLog() {}

  /** A new database with {@code rows} errors, one a second, the newest now; no triggers. */
  public static ConnectionSettings with(int rows) {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    TestPostgres.execute(
        settings,
        """
        CREATE TABLE trigger_error_log (
          id serial PRIMARY KEY, table_name varchar(100), operation varchar(10),
          error_message text, error_context text, occurred_at timestamptz NOT NULL DEFAULT now())
        """);
    add(settings, rows);
    return settings;
  }

  /** Adds {@code rows} errors, one a second, the newest now. */
  public static void add(ConnectionSettings settings, int rows) {
    add(settings, rows, "now()");
  }

  /** Adds {@code rows} errors, one a second, the newest 60 days ago. */
  public static void addOld(ConnectionSettings settings, int rows) {
    add(settings, rows, "now() - interval '60 days'");
  }

  private static void add(ConnectionSettings settings, int rows, String newest) {
    TestPostgres.execute(
        settings,
        """
        INSERT INTO trigger_error_log
               (table_name, operation, error_message, error_context, occurred_at)
        SELECT (ARRAY['calls', 'lead_analytics', 'agents', 'lead_analytics'])[1 + n %% 4],
               (ARRAY['UPDATE', 'INSERT', 'DELETE'])[1 + n %% 3],
               (ARRAY['payload string too long', 'invalid input syntax for type uuid: "x"'])[1 + n %% 2],
               jsonb_build_object('sqlstate', (ARRAY['22023', '22P02'])[1 + n %% 2],
                                  'txid', (77000 + n)::text,
                                  'record_id', md5(n::text)::uuid,
                                  'payload_bytes', 9014,
                                  'role', 'app',
                                  'context', E'PL/pgSQL function notify_cache_invalidation() line 41 at PERFORM\\nSQL statement "UPDATE calls"'),
               %s - n * interval '1 second'
          FROM generate_series(%d, 0, -1) AS n
        """
            .formatted(newest, rows - 1));
  }

  public static int rows(ConnectionSettings settings) {
    return (int) TestPostgres.number(settings, "SELECT count(*) FROM trigger_error_log");
  }

  /** The same database, opened read-only. */
  public static ConnectionSettings readOnly(ConnectionSettings settings) {
    return new ConnectionSettings(
        settings.jdbcUrl(),
        settings.user(),
        settings.password(),
        settings.channel(),
        settings.schema(),
        true);
  }
}

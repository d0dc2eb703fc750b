-- What the server says of itself and of the session that asks.
SELECT current_setting('server_version') AS version,
       CAST(current_database() AS text) AS database,
       CAST(current_user AS text) AS "user",
       pg_is_in_recovery() AS standby,
       (SELECT s.version FROM pg_stat_ssl AS s WHERE s.pid = pg_backend_pid() AND s.ssl) AS tls,
       pg_has_role(current_user, 'pg_monitor', 'MEMBER') AS monitor

-- What can fail a writer's transaction, or silence the triggers, where no handler in them can catch it.
SELECT pg_notification_queue_usage() AS queue_usage,
       coalesce(CAST(substring(current_setting('triggerscope.notify_queue_limit', true) FROM '^\d{1,3}$') AS float8), 50)
         / 100 AS queue_limit,
       -- a listener inside a transaction takes nothing from the queue, so the oldest one is the suspect
       (SELECT format('process %s%s has been in a transaction for %s s', pid, ' (' || nullif(application_name, '') || ')',
                      CAST(extract(epoch FROM now() - xact_start) AS bigint))
          FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
         ORDER BY xact_start
         LIMIT 1) AS oldest_transaction,
       CAST(current_setting('max_prepared_transactions') AS integer) AS max_prepared,
       (SELECT count(*) FROM pg_prepared_xacts WHERE database = current_database()) AS prepared,
       (SELECT string_agg(DISTINCT coalesce('role ' || r.rolname, 'all roles') || coalesce(' in database ' || d.datname, ''), ', ')
          FROM pg_db_role_setting s
         CROSS JOIN LATERAL unnest(s.setconfig) AS setting
          LEFT JOIN pg_roles r ON r.oid = s.setrole
          LEFT JOIN pg_database d ON d.oid = s.setdatabase
         WHERE setting = 'session_replication_role=replica' AND coalesce(d.datname, current_database()) = current_database()
       ) AS replica_roles

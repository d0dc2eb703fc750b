-- Who holds a lock on one of some tables now, and for how long their transaction has been open. Of other users' sessions
-- only a member of pg_read_all_stats (pg_monitor) is told that. A prepared transaction has no process: 0.
SELECT shown.relation AS object, l.mode, coalesce(l.pid, 0) AS pid, coalesce(a.application_name, '') AS application,
       coalesce(CAST(a.usename AS text), '') AS role, CAST(extract(epoch FROM clock_timestamp() - a.xact_start) AS float8) AS seconds
  FROM pg_locks l
  JOIN pg_class c ON c.oid = l.relation
  JOIN pg_namespace n ON n.oid = c.relnamespace
 CROSS JOIN LATERAL (SELECT CASE WHEN n.nspname = :schema THEN quote_ident(c.relname)
                                 ELSE format('%I.%I', n.nspname, c.relname) END) AS shown (relation)
  LEFT JOIN pg_stat_activity a ON a.pid = l.pid
 WHERE l.locktype = 'relation' AND l.granted AND l.mode <> 'SIReadLock' AND shown.relation = ANY (:relations)
   AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
   AND l.pid IS DISTINCT FROM pg_backend_pid()
 ORDER BY seconds DESC NULLS LAST, pid

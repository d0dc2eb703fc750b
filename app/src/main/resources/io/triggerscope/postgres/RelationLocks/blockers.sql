-- Who is in the way of processes that wait for a lock: on which table, or else on what kind of thing.
-- Not this session: CREATE INDEX CONCURRENTLY waits for every older snapshot, also for the one of this
-- very look, and no longer than the look takes.
SELECT DISTINCT ON (object, pid)
       coalesce(CASE WHEN n.nspname = :schema THEN quote_ident(c.relname)
                     WHEN c.oid IS NOT NULL THEN format('%I.%I', n.nspname, c.relname) END,
                w.locktype) AS object,
       h.mode, b.pid, coalesce(a.application_name, '') AS application, coalesce(CAST(a.usename AS text), '') AS role,
       CAST(extract(epoch FROM clock_timestamp() - a.xact_start) AS float8) AS seconds
  FROM pg_locks w
 CROSS JOIN LATERAL unnest(pg_blocking_pids(w.pid)) AS b (pid)
  LEFT JOIN pg_class c ON c.oid = w.relation
  LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_locks h ON coalesce(h.pid, 0) = b.pid AND h.granted AND h.relation = w.relation
   AND h.database = w.database AND h.locktype = 'relation' AND h.mode <> 'SIReadLock'
  LEFT JOIN pg_stat_activity a ON a.pid = b.pid
 WHERE w.pid = ANY (:pids) AND NOT w.granted AND NOT b.pid = ANY (:pids) AND b.pid <> pg_backend_pid()
 ORDER BY object, pid, mode

-- The tables that some processes have locked or wait for, as far as other sessions can see them. SIReadLock is what
-- a serializable transaction has read, and keeps nobody waiting.
SELECT CASE WHEN n.nspname = :schema THEN quote_ident(c.relname) ELSE format('%I.%I', n.nspname, c.relname) END AS relation,
       l.mode
  FROM pg_locks l
  JOIN pg_class c ON c.oid = l.relation
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE l.pid = ANY (:pids) AND l.locktype = 'relation' AND l.mode <> 'SIReadLock'
   AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
   AND c.relkind IN ('r', 'p', 'm', 'f') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'

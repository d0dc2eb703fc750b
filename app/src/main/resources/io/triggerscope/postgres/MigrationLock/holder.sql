-- Who runs migrations on the schema now, and since when.
SELECT format('pid %s (%s, %s%s), since %s UTC', a.pid, a.application_name, a.usename, ' on ' || host(a.client_addr),
              to_char(a.backend_start AT TIME ZONE 'UTC', 'HH24:MI:SS'))
  FROM pg_locks l
  JOIN pg_stat_activity a ON a.pid = l.pid
 CROSS JOIN hashtextextended('triggerscope migrations ' || :schema, 0) AS key
 WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
   AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
   AND CAST(l.classid AS bigint) << 32 | CAST(l.objid AS bigint) = key

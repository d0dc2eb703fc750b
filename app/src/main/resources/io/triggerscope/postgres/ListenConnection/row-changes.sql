-- What the statistics have counted of the changes that fire the trigger, for each table that has it.
-- Bits of tgtype: 1 row, 4 INSERT, 8 DELETE, 16 UPDATE. Rows are counted where they are: in the partitions.
SELECT coalesce(root.relname, s.relname) AS table_name,
       sum(CASE WHEN t.events & 4 > 0 THEN s.n_tup_ins ELSE 0 END
         + CASE WHEN t.events & 8 > 0 THEN s.n_tup_del ELSE 0 END
         + CASE WHEN t.events & 16 > 0 THEN s.n_tup_upd ELSE 0 END)::bigint AS changes
  FROM (SELECT g.tgrelid, bit_or(g.tgtype::integer) AS events
          FROM pg_trigger g
          JOIN pg_proc p ON p.oid = g.tgfoid
         WHERE p.proname = 'notify_cache_invalidation'
           AND NOT g.tgisinternal AND g.tgenabled <> 'D' AND g.tgtype & 1 = 1
         GROUP BY g.tgrelid) AS t
  JOIN pg_stat_user_tables s ON s.relid = t.tgrelid
  LEFT JOIN pg_class root ON root.oid = pg_partition_root(t.tgrelid)
 WHERE s.schemaname = current_schema()
 GROUP BY 1

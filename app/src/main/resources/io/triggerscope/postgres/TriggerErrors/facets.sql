-- The tables and the operations that occur in trigger_error_log from :from to :to, with counts.
SELECT CASE WHEN GROUPING(table_name) = 0 THEN 'table' ELSE 'operation' END AS kind,
       coalesce(table_name, operation, '') AS name,
       count(*) AS rows
  FROM trigger_error_log
 WHERE (CAST(:from AS timestamptz) IS NULL OR occurred_at >= :from)
   AND (CAST(:to AS timestamptz) IS NULL OR occurred_at < :to)
 GROUP BY GROUPING SETS ((table_name), (operation))
 ORDER BY kind, name

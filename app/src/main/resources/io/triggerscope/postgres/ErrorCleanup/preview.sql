-- The rows of readable.sql that are older than :days days, and the others; what the table takes, and whether
-- rows may be deleted from it other than by cleanup_trigger_error_log().
SELECT before,
       count(*) FILTER (WHERE occurred_at < before) AS old,
       count(*) FILTER (WHERE occurred_at >= before) AS young,
       min(occurred_at) AS oldest,
       max(occurred_at) FILTER (WHERE occurred_at < before) AS newest_old,
       pg_total_relation_size('trigger_error_log') AS table_bytes,
       has_table_privilege('trigger_error_log', 'DELETE') AS may_delete
  FROM (SELECT now() - make_interval(days => :days) AS before) AS cut
  LEFT JOIN readable ON true
 GROUP BY before

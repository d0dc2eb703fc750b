-- The first :limit rows of trigger_error_log with a greater id than :id, oldest first.
SELECT id, table_name, operation, error_message, error_context, occurred_at
  FROM trigger_error_log
 WHERE id > :id
 ORDER BY id
 LIMIT :limit

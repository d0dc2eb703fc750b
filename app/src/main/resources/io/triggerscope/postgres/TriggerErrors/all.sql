-- All rows of matching.sql, newest first.
SELECT id, table_name, operation, error_message, error_context, occurred_at, sqlstate, batch_id
  FROM matching
 ORDER BY occurred_at DESC, id DESC

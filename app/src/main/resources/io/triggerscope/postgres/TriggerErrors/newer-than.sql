-- The first :limit rows of readable.sql with a greater id than :id, oldest first.
SELECT id, table_name, operation, error_message, error_context, occurred_at, sqlstate, batch_id
  FROM readable
 WHERE id > :id
 ORDER BY id
 LIMIT :limit

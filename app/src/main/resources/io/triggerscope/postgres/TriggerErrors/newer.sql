-- The next :limit rows of matching.sql after (:occurred_at, :id), oldest first; without these the oldest.
SELECT id, table_name, operation, error_message, error_context, occurred_at, sqlstate, batch_id
  FROM matching
 WHERE (CAST(:id AS bigint) IS NULL OR (occurred_at, id) > (:occurred_at, :id))
 ORDER BY occurred_at, id
 LIMIT :limit

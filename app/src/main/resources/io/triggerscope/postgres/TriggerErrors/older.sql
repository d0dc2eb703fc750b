-- The next :limit rows of matching.sql before (:occurred_at, :id), newest first; without these the newest.
SELECT id, table_name, operation, error_message, error_context, occurred_at, sqlstate, batch_id
  FROM matching
 WHERE (CAST(:id AS bigint) IS NULL OR (occurred_at, id) < (:occurred_at, :id))
 ORDER BY occurred_at DESC, id DESC
 LIMIT :limit

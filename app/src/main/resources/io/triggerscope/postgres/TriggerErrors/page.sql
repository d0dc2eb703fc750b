-- The next :limit rows of trigger_error_log that match, newest first, after (:afterOccurredAt, :afterId).
SELECT id, table_name, operation, error_message, error_context, occurred_at
  FROM trigger_error_log
 WHERE (CAST(:from AS timestamptz) IS NULL OR occurred_at >= :from)
   AND (CAST(:to AS timestamptz) IS NULL OR occurred_at < :to)
   AND (cardinality(CAST(:tables AS text[])) = 0 OR table_name = ANY (:tables)
          OR table_name IS NULL AND '' = ANY (:tables))
   AND (cardinality(CAST(:operations AS text[])) = 0 OR operation = ANY (:operations)
          OR operation IS NULL AND '' = ANY (:operations))
   AND (:text = '' OR strpos(lower(concat_ws(E'\n', error_message, error_context)), lower(:text)) > 0)
   AND (CAST(:afterId AS bigint) IS NULL OR (occurred_at, id) < (:afterOccurredAt, :afterId))
 ORDER BY occurred_at DESC, id DESC
 LIMIT :limit

-- The rows of readable.sql that match a filter. For each field there are the values that alone are wanted,
-- none for any, and those that are not; the empty text stands for null.
SELECT id, table_name, operation, error_message, error_context, occurred_at, sqlstate, batch_id, fingerprint
  FROM readable
 WHERE (CAST(:from AS timestamptz) IS NULL OR occurred_at >= :from)
   AND (CAST(:to AS timestamptz) IS NULL OR occurred_at < :to)
   AND (:after_id = 0 OR id > :after_id)
   AND (cardinality(CAST(:table_only AS text[])) = 0 OR table_name = ANY (:table_only)
          OR table_name IS NULL AND '' = ANY (:table_only))
   AND (cardinality(CAST(:table_not AS text[])) = 0 OR coalesce(table_name, '') <> ALL (:table_not))
   AND (cardinality(CAST(:operation_only AS text[])) = 0 OR operation = ANY (:operation_only)
          OR operation IS NULL AND '' = ANY (:operation_only))
   AND (cardinality(CAST(:operation_not AS text[])) = 0 OR coalesce(operation, '') <> ALL (:operation_not))
   AND (:text = '' OR strpos(lower(concat_ws(E'\n', error_message, error_context)), lower(:text)) > 0)
   AND (cardinality(CAST(:message_only AS text[])) = 0 OR coalesce(error_message, '') = ANY (:message_only))
   AND (cardinality(CAST(:message_not AS text[])) = 0 OR coalesce(error_message, '') <> ALL (:message_not))
   AND (:fingerprint_beginning = '' OR starts_with(error_message, :fingerprint_beginning))
   AND (cardinality(CAST(:sqlstate_only AS text[])) = 0 OR coalesce(sqlstate, '') = ANY (:sqlstate_only))
   AND (cardinality(CAST(:sqlstate_not AS text[])) = 0 OR coalesce(sqlstate, '') <> ALL (:sqlstate_not))
   AND (cardinality(CAST(:transaction_only AS text[])) = 0 OR coalesce(batch_id, '') = ANY (:transaction_only))
   AND (cardinality(CAST(:transaction_not AS text[])) = 0 OR coalesce(batch_id, '') <> ALL (:transaction_not))
   AND (cardinality(CAST(:fingerprint_only AS text[])) = 0 OR coalesce(fingerprint, '') = ANY (:fingerprint_only))
   AND (cardinality(CAST(:fingerprint_not AS text[])) = 0 OR coalesce(fingerprint, '') <> ALL (:fingerprint_not))

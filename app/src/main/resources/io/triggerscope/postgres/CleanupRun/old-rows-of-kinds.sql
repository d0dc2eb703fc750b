-- Deletes up to :slice rows from before :before, oldest first, whose SQLSTATE and fingerprint are one of the pairs in
-- the parallel :sqlstates and :fingerprints. Begins after the row (:after_time, :after_id), or without one at the oldest,
-- and says which row was the last: what is kept need not be read again for the next slice.
WITH chosen AS MATERIALIZED (
  SELECT id, occurred_at
    FROM readable
   WHERE occurred_at < :before
     AND (CAST(:after_id AS bigint) IS NULL OR (occurred_at, id) > (:after_time, :after_id))
     AND (coalesce(sqlstate, ''), coalesce(fingerprint, ''))
           IN (SELECT * FROM unnest(CAST(:sqlstates AS text[]), CAST(:fingerprints AS text[])))
   ORDER BY occurred_at, id
   LIMIT :slice
), deleted AS (
  DELETE FROM trigger_error_log WHERE id = ANY (ARRAY(SELECT id FROM chosen)) RETURNING id
)
SELECT (SELECT count(*) FROM deleted) AS rows,
       txid_current() AS transaction,
       (SELECT count(*) FROM chosen) AS chosen,
       last.occurred_at AS last_time,
       last.id AS last_id
  FROM (SELECT) AS one
  LEFT JOIN (SELECT occurred_at, id FROM chosen ORDER BY occurred_at DESC, id DESC LIMIT 1) AS last ON true

-- The rows of trigger_error_log that match, counted by table in :buckets buckets of equal width from
-- :from (or the oldest match) to :to (or now). Without a match one row says where the range is.
WITH matching AS (
  SELECT coalesce(table_name, '') AS table_name, occurred_at
    FROM trigger_error_log
   WHERE (CAST(:from AS timestamptz) IS NULL OR occurred_at >= :from)
     AND (CAST(:to AS timestamptz) IS NULL OR occurred_at < :to)
     AND (cardinality(CAST(:tables AS text[])) = 0 OR table_name = ANY (:tables)
            OR table_name IS NULL AND '' = ANY (:tables))
     AND (cardinality(CAST(:operations AS text[])) = 0 OR operation = ANY (:operations)
            OR operation IS NULL AND '' = ANY (:operations))
     AND (:text = '' OR strpos(lower(concat_ws(E'\n', error_message, error_context)), lower(:text)) > 0)
), span AS (
  SELECT coalesce(:from, min(occurred_at), now()) AS start, coalesce(:to, now()) AS finish
    FROM matching
), axis AS (
  SELECT start, greatest(ceil(extract(epoch FROM finish - start) * 1000000 / :buckets), 1) AS width_micros
    FROM span
)
SELECT start,
       CAST(width_micros AS bigint) AS width_micros,
       table_name,
       CAST(least(floor(extract(epoch FROM occurred_at - start) * 1000000 / width_micros), :buckets - 1)
            AS integer) AS bucket,
       count(occurred_at) AS rows,
       min(occurred_at) AS oldest,
       max(occurred_at) AS newest
  FROM axis
  LEFT JOIN matching ON true
 GROUP BY start, width_micros, table_name, bucket
 ORDER BY bucket, table_name

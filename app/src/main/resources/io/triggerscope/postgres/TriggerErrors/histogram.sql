-- The rows of matching.sql counted by table in :buckets buckets of equal width from :from (or the oldest
-- match) to :to (or now). Without a match one row says where the range is.
WITH axis AS ( -- later: where the second bucket and those after it begin
  SELECT start, width_micros,
         ARRAY(SELECT start + n * width_micros * interval '1 microsecond' FROM generate_series(1, :buckets - 1) AS n) AS later
    FROM (SELECT coalesce(:from, (SELECT min(occurred_at) FROM matching), now()) AS start,
                 coalesce(:to, now()) AS finish) AS span,
         LATERAL (SELECT CAST(greatest(ceil(extract(epoch FROM finish - start) * 1000000 / :buckets), 1) AS bigint)
                           AS width_micros) AS width
)
SELECT start, width_micros, coalesce(table_name, '') AS table_name,
       width_bucket(occurred_at, later) AS bucket,
       count(occurred_at) AS rows
  FROM axis
  LEFT JOIN matching ON true
 GROUP BY 1, 2, 3, 4

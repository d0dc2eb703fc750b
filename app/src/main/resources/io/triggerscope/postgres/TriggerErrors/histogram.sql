-- The rows of matching.sql counted by table in :buckets buckets of equal width from :from (or the oldest
-- match) to :to (or now). Without a match one row says where the range is.
WITH axis AS (
  SELECT start, CAST(greatest(ceil(extract(epoch FROM finish - start) * 1000000 / :buckets), 1) AS bigint) AS width_micros
    FROM (SELECT coalesce(:from, (SELECT min(occurred_at) FROM matching), now()) AS start,
                 coalesce(:to, now()) AS finish) AS span
)
SELECT start, width_micros, coalesce(table_name, '') AS table_name,
       CAST(least(floor(CAST(extract(epoch FROM occurred_at - start) AS float8) * 1000000 / width_micros), :buckets - 1)
            AS integer) AS bucket,
       count(occurred_at) AS rows
  FROM axis
  LEFT JOIN matching ON true
 GROUP BY 1, 2, 3, 4

-- The rows of matching.sql folded by SQLSTATE and fingerprint, or by SQLSTATE and message where :folded is
-- false, the largest first. trend_buckets and trend_rows are parallel: in which of the :buckets equal parts of
-- the time from :from (or the oldest match) to :to (or now) how many rows are; a bucket may occur twice.
WITH axis AS ( -- later: where the second bucket and those after it begin
  SELECT start, width_micros,
         ARRAY(SELECT start + n * width_micros * interval '1 microsecond' FROM generate_series(1, :buckets - 1) AS n) AS later
    FROM (SELECT coalesce(:from, (SELECT min(occurred_at) FROM matching), now()) AS start,
                 coalesce(:to, now()) AS finish) AS span,
         LATERAL (SELECT CAST(greatest(ceil(extract(epoch FROM finish - start) * 1000000 / :buckets), 1) AS bigint)
                           AS width_micros) AS width
), messages AS (
  SELECT coalesce(sqlstate, '') AS sqlstate, coalesce(table_name, '') AS table_name,
         coalesce(error_message, '') AS message,
         width_bucket(occurred_at, later) AS bucket,
         count(*) AS rows, min(occurred_at) AS first, max(occurred_at) AS last
    FROM matching, axis
   GROUP BY 1, 2, 3, 4
), texts AS ( -- so that each distinct message goes through the regular expression once
  SELECT message,
         CASE WHEN :folded THEN regexp_replace(left(message, :fingerprint_length) COLLATE "C", :variable, :replacement, 'g')
              ELSE message END AS text
    FROM (SELECT DISTINCT message FROM messages) AS each
), parts AS (
  SELECT sqlstate, table_name, bucket, text, sum(rows) AS rows, min(first) AS first, max(last) AS last
    FROM messages
    JOIN texts USING (message)
   GROUP BY 1, 2, 3, 4
)
SELECT sqlstate, text, sum(rows) AS rows, min(first) AS first, max(last) AS last,
       array_agg(DISTINCT table_name ORDER BY table_name) AS tables,
       array_agg(bucket) AS trend_buckets, array_agg(CAST(rows AS bigint)) AS trend_rows,
       count(*) OVER () AS groups
  FROM parts
 GROUP BY sqlstate, text
 ORDER BY sum(rows) DESC, max(last) DESC, sqlstate, text
 LIMIT :limit

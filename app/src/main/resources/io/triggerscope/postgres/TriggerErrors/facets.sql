-- The rows of matching.sql counted by table, operation and SQLSTATE; the most frequent first.
SELECT coalesce(table_name, '') AS "table",
       coalesce(operation, '') AS operation,
       coalesce(sqlstate, '') AS sqlstate,
       count(*) AS rows,
       min(occurred_at) AS oldest,
       max(occurred_at) AS newest
  FROM matching
 GROUP BY 1, 2, 3
 ORDER BY rows DESC
 LIMIT 5000

-- The first :limit rows of readable.sql with a greater id than :id, or with one from an element of
-- :gap_firsts to the same of :gap_lasts, by id.
(SELECT id, table_name, operation, error_message, error_context, occurred_at, sqlstate, batch_id
   FROM readable
  WHERE id > :id
  ORDER BY id
  LIMIT :limit)
UNION ALL
SELECT late.*
  FROM unnest(:gap_firsts, :gap_lasts) AS gap (first_id, last_id)
       -- each by the primary key, however the planner guesses
       CROSS JOIN LATERAL (
         SELECT id, table_name, operation, error_message, error_context, occurred_at, sqlstate, batch_id
           FROM readable
          WHERE id BETWEEN gap.first_id AND gap.last_id
          ORDER BY id
          LIMIT :limit) AS late
 ORDER BY id
 LIMIT :limit

-- The plan, and its times in milliseconds.
SELECT plan, CAST(plan::json -> 0 ->> 'Planning Time' AS float8) AS planning, CAST(plan::json -> 0 ->> 'Execution Time' AS float8) AS execution
  FROM current_setting('triggerscope.plan') AS plan

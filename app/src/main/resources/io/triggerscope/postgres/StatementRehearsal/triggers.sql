-- The triggers that fired, those of foreign keys by the name of their constraint; time in milliseconds.
SELECT coalesce(t."Constraint Name", t."Trigger Name") AS name, t."Constraint Name" IS NOT NULL AS "constraint",
       coalesce(t."Relation", '') AS relation, t."Calls" AS calls, t."Time" AS millis
  FROM json_to_recordset(current_setting('triggerscope.plan')::json -> 0 -> 'Triggers')
       AS t ("Trigger Name" text, "Constraint Name" text, "Relation" text, "Calls" float8, "Time" float8)
 ORDER BY millis DESC, relation, name

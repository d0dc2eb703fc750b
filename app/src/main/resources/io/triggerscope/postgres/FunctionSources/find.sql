-- The body of a function, whose lines are counted as PL/pgSQL counts them; no row when there is none.
SELECT prosrc
  FROM pg_proc
 WHERE oid = to_regprocedure(:signature)

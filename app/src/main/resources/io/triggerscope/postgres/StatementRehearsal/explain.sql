-- A cursor takes a single statement only (42P11), and this one always begins with EXPLAIN.
DO $$
DECLARE
  explained refcursor;
  plan      text;
BEGIN
  OPEN explained FOR EXECUTE 'EXPLAIN (ANALYZE, FORMAT JSON) ' || current_setting('triggerscope.rehearsed');
  FETCH explained INTO plan;
  PERFORM set_config('triggerscope.plan', plan, true);
END
$$

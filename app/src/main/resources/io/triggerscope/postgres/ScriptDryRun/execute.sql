-- EXECUTE takes any number of statements, but none that begins or ends a transaction.
DO $$
BEGIN
  EXECUTE current_setting('triggerscope.script');
END
$$

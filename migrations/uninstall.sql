-- Removes all that V021 and V022 made: triggers, functions, and TriggerScope's record of its migrations.
-- trigger_error_log stays, unless triggerscope.drop_error_log is on:
--
--   psql -v ON_ERROR_STOP=1 -c 'SET triggerscope.drop_error_log = on' -f uninstall.sql
--
-- Applies to the first schema of search_path, as the owner of the tables. Each trigger goes in a transaction of
-- its own, because DROP TRIGGER locks out readers and writers of its table. A lock is waited for no longer than
-- lock_timeout, 1 s where the session has none; what was removed until then stays removed, and a second run
-- removes the rest. With triggerscope.one_transaction on, the whole is one transaction of its caller, as
-- TriggerScope runs it: all or nothing, at the price of holding the locks of all tables until its end.

DO $triggers$
DECLARE
  home   oid := quote_ident(current_schema())::regnamespace;
  doomed record;
BEGIN
  FOR doomed IN
    SELECT t.tgname AS name, t.tgrelid::regclass AS relation
      FROM pg_trigger t
      JOIN pg_proc p ON p.oid = t.tgfoid
     WHERE p.pronamespace = home AND p.proname = 'notify_cache_invalidation' AND t.tgparentid = 0
     ORDER BY 2, 1
  LOOP
    PERFORM set_config('lock_timeout', coalesce(nullif(current_setting('lock_timeout'), '0'), '1s'), true);
    EXECUTE format('DROP TRIGGER %I ON %s', doomed.name, doomed.relation);
    IF coalesce(current_setting('triggerscope.one_transaction', true), '') <> 'on' THEN
      COMMIT;
    END IF;
  END LOOP;
END
$triggers$;

DO $functions$
DECLARE
  doomed regprocedure;
BEGIN
  FOR doomed IN
    SELECT oid FROM pg_proc
     WHERE pronamespace = quote_ident(current_schema())::regnamespace
       AND (proname IN ('notify_cache_invalidation', 'log_trigger_error', 'get_cache_trigger_health',
                        'cleanup_trigger_error_log', 'test_cache_invalidation')
            OR proname LIKE 'cache\_invalidation\_%')
  LOOP
    EXECUTE format('DROP FUNCTION %s', doomed);
  END LOOP;
END
$functions$;

DO $tables$
BEGIN
  IF coalesce(current_setting('triggerscope.drop_error_log', true), '') = 'on' THEN
    DROP TABLE IF EXISTS trigger_error_log;
  END IF;
  -- without it the migrations count as pending again
  DROP TABLE IF EXISTS triggerscope_schema_history;
END
$tables$;

-- The least that TriggerScope's users need, for two roles that exist already:
--
--   psql -v ON_ERROR_STOP=1 -v reader=dashboard -v operator=on_call -f grants.sql
--
-- reader    sees everything and can change nothing: the live feed, the error log, the health, the history.
-- operator  the same, and the two buttons that need no ownership: clean-up and test_cache_invalidation().
--
-- Migrations need the owner of the tables; no grant replaces that. Applies to the first schema of search_path,
-- once V021 is there; run it again after TriggerScope's first migration, whose history it lets both read. Both
-- roles need CONNECT on the database, which PUBLIC has unless it was revoked, as LISTEN needs nothing else.
-- To clean up, in the window, only what somebody has acknowledged, also: GRANT DELETE ON trigger_error_log TO <role>.
-- To see who holds locks or stopped reading its notifications, also: GRANT pg_monitor TO <role>.

SELECT format('GRANT USAGE ON SCHEMA %I TO %I, %I', current_schema(), :'reader', :'operator') \gexec
GRANT SELECT ON trigger_error_log TO :"reader", :"operator";
GRANT EXECUTE ON FUNCTION get_cache_trigger_health() TO :"reader", :"operator";
SELECT format('GRANT SELECT ON %I TO %I, %I', relname, :'reader', :'operator')
  FROM pg_class
 WHERE oid = to_regclass('triggerscope_schema_history') \gexec

-- A reader's sessions cannot write even where somebody grants the role more.
ALTER ROLE :"reader" SET default_transaction_read_only = on;

GRANT EXECUTE ON FUNCTION cleanup_trigger_error_log(integer, integer) TO :"operator";

-- The test changes rows, and takes that back, with the rights of whoever runs it: only so does it prove that
-- such a role's changes are announced. An operator who shall not write these tables does without it.
SELECT format('GRANT EXECUTE ON FUNCTION %s TO %I', oid::regprocedure, :'operator')
  FROM pg_proc
 WHERE pronamespace = quote_ident(current_schema())::regnamespace
   AND (proname = 'test_cache_invalidation' OR proname ~ '^cache_invalidation_(check|test_)') \gexec
SELECT format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO %I', relname, :'operator')
  FROM pg_class
 WHERE relnamespace = quote_ident(current_schema())::regnamespace AND relkind IN ('r', 'p')
   AND relname IN ('users', 'agents', 'calls', 'lead_analytics', 'agent_analytics', 'credit_transactions') \gexec

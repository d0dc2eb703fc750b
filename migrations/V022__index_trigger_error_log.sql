-- The indexes that make reading, filtering and clean-up of a large trigger_error_log quick.
--
-- Each is built CONCURRENTLY, which stops nobody, waits for the transactions that are open on the server,
-- and cannot run inside a transaction: the file beside this one, .sql.conf, tells Flyway so. Through psql:
-- psql -v ON_ERROR_STOP=1 -f, without --single-transaction. A second run changes nothing; where an earlier
-- one was interrupted it begins the unfinished index anew.

-- For the schema to be the one of V021, whatever stands before it on search_path.
DO $check$
BEGIN
  IF to_regclass(quote_ident(current_schema()) || '.trigger_error_log') IS NULL THEN
    RAISE EXCEPTION 'schema % has no table trigger_error_log; nothing was changed', current_schema()
      USING ERRCODE = 'undefined_table', HINT = 'Run V021 first, or put its schema first in search_path.';
  END IF;
END
$check$;

-- What an interrupted run left is of no use to queries, but is kept up by every write.
SET lock_timeout = '1s';
DO $unfinished$
DECLARE
  unfinished regclass;
BEGIN
  FOR unfinished IN
    SELECT indexrelid FROM pg_index
     WHERE indrelid = 'trigger_error_log'::regclass AND NOT indisvalid
       AND indexrelid IN (to_regclass('trigger_error_log_occurred_at'), to_regclass('trigger_error_log_table_operation'))
  LOOP
    EXECUTE format('DROP INDEX %s', unfinished);
  END LOOP;
END
$unfinished$;

-- No lock_timeout: whoever writes the log does not wait for this while it waits.
SET lock_timeout = 0;
SET statement_timeout = '1h';

-- Pages newest first, ranges of time, and clean-up oldest first.
CREATE INDEX CONCURRENTLY IF NOT EXISTS trigger_error_log_occurred_at
  ON trigger_error_log (occurred_at, id);

-- The same for one table, or one table and operation; and get_cache_trigger_health().
CREATE INDEX CONCURRENTLY IF NOT EXISTS trigger_error_log_table_operation
  ON trigger_error_log (table_name, operation, occurred_at, id);

RESET statement_timeout;
RESET lock_timeout;

-- Cache invalidation by trigger: every change of a row that somebody caches is announced with NOTIFY on
-- a channel, and no error in the announcing fails the statement that changed the row.
--
-- Applies to the first schema of search_path, which must hold the six tables. Runs through Flyway, in one
-- transaction, and through psql -v ON_ERROR_STOP=1 -f, statement by statement; a second run changes
-- nothing. PostgreSQL 13 or later. What each object promises, and what it cannot: README.md.
--
-- Settings it reads, each optional (ALTER DATABASE ... SET ..., or SET before the run):
--   triggerscope.channel              the channel to announce on (default: as before, else cache_invalidation)
--   triggerscope.skip_missing_tables  on: install on those of the six tables that exist (default: stop)
--   triggerscope.users_ignored        columns of users whose change is not announced, comma-separated
--   triggerscope.notify_queue_limit   percentage of the NOTIFY queue above which nothing is announced (50)

-- 1. Is everything there? Stops before anything was changed.
DO $check$
DECLARE
  missing   text;
  foreigner record;
BEGIN
  IF current_setting('server_version_num')::integer < 130000 THEN
    RAISE EXCEPTION 'PostgreSQL 13 or later is needed, this is %', current_setting('server_version')
      USING ERRCODE = 'feature_not_supported';
  END IF;
  IF current_schema() IS NULL THEN
    RAISE EXCEPTION 'no schema of search_path (%) exists', current_setting('search_path')
      USING ERRCODE = 'invalid_schema_name';
  END IF;
  SELECT string_agg(name, ', ' ORDER BY place) INTO missing
    FROM unnest(ARRAY['users', 'agents', 'calls', 'lead_analytics', 'agent_analytics', 'credit_transactions'])
         WITH ORDINALITY AS watched (name, place)
   WHERE NOT EXISTS (SELECT FROM pg_class c
                      WHERE c.relnamespace = quote_ident(current_schema())::regnamespace AND c.relname = name
                        AND c.relkind IN ('r', 'p'));
  IF missing IS NOT NULL AND coalesce(current_setting('triggerscope.skip_missing_tables', true), '') <> 'on' THEN
    RAISE EXCEPTION 'schema % has no table %; nothing was changed', current_schema(), missing
      USING ERRCODE = 'undefined_table',
            HINT = 'Put the right schema first in search_path, or SET triggerscope.skip_missing_tables = on.';
  END IF;
  IF octet_length(current_setting('triggerscope.channel', true)) > 63 THEN
    RAISE EXCEPTION 'triggerscope.channel is longer than the 63 bytes of a channel''s name; nothing was changed'
      USING ERRCODE = 'name_too_long';
  END IF;
  IF (SELECT relkind FROM pg_class WHERE oid = to_regclass(quote_ident(current_schema()) || '.trigger_error_log'))
     <> 'r' THEN
    RAISE EXCEPTION 'trigger_error_log is no ordinary table; nothing was changed' USING ERRCODE = 'wrong_object_type';
  END IF;
  -- CREATE OR REPLACE leaves a function to its owner, who could then change what every writer runs. So he
  -- must be who runs this, or who may change the schema or the tables anyway.
  FOR foreigner IN
    SELECT p.oid::regprocedure AS function, pg_get_userbyid(p.proowner) AS owner
      FROM pg_proc p
      JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE n.oid = quote_ident(current_schema())::regnamespace
       AND (p.proname IN ('notify_cache_invalidation', 'log_trigger_error',
                          'get_cache_trigger_health', 'cleanup_trigger_error_log', 'test_cache_invalidation')
            OR p.proname LIKE 'cache\_invalidation\_%')
       AND p.proowner <> quote_ident(current_user)::regrole AND NOT pg_has_role(p.proowner, n.nspowner, 'USAGE')
       AND NOT EXISTS (SELECT FROM pg_class c
                        WHERE c.relnamespace = n.oid AND pg_has_role(p.proowner, c.relowner, 'USAGE')
                          AND c.relname IN ('users', 'agents', 'calls', 'lead_analytics', 'agent_analytics',
                                            'credit_transactions'))
  LOOP
    RAISE EXCEPTION 'function % belongs to %, who could change it at any time; nothing was changed',
      foreigner.function, foreigner.owner
      USING ERRCODE = 'insufficient_privilege', HINT = 'Drop it, or change its owner.';
  END LOOP;

  -- Functions below take their search_path FROM CURRENT. pg_catalog stays implicit, hence first, so that
  -- nothing in the schema can shadow it; pg_temp is named, hence last: unnamed it would come first, and
  -- anyone's temporary table would stand in for ours.
  PERFORM set_config('triggerscope.search_path_before', current_setting('search_path'), false),
          set_config('search_path', quote_ident(current_schema()) || ', pg_temp', false);
END
$check$;

-- 2. The error log. An older one keeps its rows and gets the columns it lacks.
DO $log$
BEGIN
  IF to_regclass('trigger_error_log') IS NULL THEN
    CREATE TABLE trigger_error_log (
      id            serial PRIMARY KEY,
      table_name    varchar(100),
      operation     varchar(10),
      error_message text,
      error_context text,
      occurred_at   timestamptz NOT NULL DEFAULT now()
    );
  ELSE
    -- Even ADD COLUMN IF NOT EXISTS takes an exclusive lock before it looks, so look first.
    IF (SELECT count(*) FROM pg_attribute
         WHERE attrelid = 'trigger_error_log'::regclass AND NOT attisdropped
           AND attname IN ('id', 'table_name', 'operation', 'error_message', 'error_context', 'occurred_at')) < 6 THEN
      ALTER TABLE trigger_error_log
        ADD COLUMN IF NOT EXISTS id            serial,
        ADD COLUMN IF NOT EXISTS table_name    varchar(100),
        ADD COLUMN IF NOT EXISTS operation     varchar(10),
        ADD COLUMN IF NOT EXISTS error_message text,
        ADD COLUMN IF NOT EXISTS error_context text,
        ADD COLUMN IF NOT EXISTS occurred_at   timestamptz NOT NULL DEFAULT now();
    END IF;
  END IF;
END
$log$;

COMMENT ON TABLE trigger_error_log IS
  'Errors in notify_cache_invalidation(). Those of rolled-back transactions and those raised at commit are not here.';

-- What a comment keeps of a trigger or function as this migration made it, so that a later change shows.
-- Not md5(), which fails on servers in FIPS mode. search_path, because it decides which names are printed
-- with their schema.
CREATE OR REPLACE FUNCTION cache_invalidation_seal(object oid, catalog name) RETURNS text
LANGUAGE sql STABLE STRICT
SET search_path = pg_catalog, pg_temp
AS $function$
  SELECT '[' || left(encode(sha256(convert_to(replace(
           CASE catalog WHEN 'pg_trigger' THEN pg_get_triggerdef(object)
                        ELSE (SELECT prosrc FROM pg_proc WHERE oid = object) END,
           E'\r', ''), 'UTF8')), 'hex'), 16) || ']'
$function$;

-- What follows runs for everyone who writes the tables, or with its owner's rights for those who may not
-- read the log. So nothing that lies in a schema is looked up by the caller's search_path, nor by one with
-- a schema on it in which others may create functions: names are qualified, hence the template.
DO $define$
DECLARE
  home    text := quote_ident(current_schema());
  channel text := nullif(current_setting('triggerscope.channel', true), '');
  outdated regprocedure;
BEGIN
  IF channel IS NULL AND to_regprocedure('cache_invalidation_channel()') IS NOT NULL THEN
    EXECUTE 'SELECT cache_invalidation_channel()' INTO channel;
  END IF;
  channel := coalesce(channel, 'cache_invalidation');

  -- The channel on which the triggers announce, for those who want to listen.
  EXECUTE format('CREATE OR REPLACE FUNCTION cache_invalidation_channel() RETURNS text '
                 'LANGUAGE sql IMMUTABLE AS %L', format('SELECT %L', channel));

  -- 3. What the trigger does with an error.

  -- Adds a row to the log, or raises the count in a row that the same transaction added, and nothing else.
  -- The only code with its owner's rights that everyone may run, because whoever writes the tables needs no
  -- right on the log. lock_timeout, because a locked log must not hold up the statement whose trigger has
  -- something to log.
  EXECUTE replace($template$
CREATE OR REPLACE FUNCTION log_trigger_error(
  known_id bigint, failed_table text, failed_operation text, message text, occurrences bigint, details jsonb
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '100ms'
AS $function$
DECLARE
  counted jsonb := jsonb_build_object('txid', txid_current()::text, 'occurrences_at_least', occurrences);
BEGIN
  IF pg_trigger_depth() = 0 THEN
    RAISE EXCEPTION 'log_trigger_error is for triggers only' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF known_id IS NULL THEN
    INSERT INTO @home@.trigger_error_log (table_name, operation, error_message, error_context)
    VALUES (left(failed_table, 100), left(failed_operation, 10), left(message, 2000),
            (details || jsonb_build_object('session_user', session_user) || counted)::text)
    RETURNING id INTO known_id;
  ELSE
    UPDATE @home@.trigger_error_log
       SET error_context = (error_context::jsonb || counted)::text
     WHERE id = known_id AND error_context::jsonb -> 'txid' = counted -> 'txid';
  END IF;
  RETURN known_id;
END
$function$
$template$, '@home@', home);

  -- Counts a failure to announce a table with an SQLSTATE, and returns the count if it is to be written down:
  -- at the 1st, 4th, 16th, 64th ... in the transaction, else null. A mass error must not be a second incident:
  -- each write of the log takes a subtransaction, and beyond 64 of them in a transaction the whole server
  -- slows down; and pgjdbc keeps every warning of a statement in memory. The counts are in a setting local to
  -- the transaction, which a rolled-back savepoint sets back together with the logged rows:
  -- {"<table> <SQLSTATE>": [occurrences, id in the log]}.
  EXECUTE $template$
CREATE OR REPLACE FUNCTION cache_invalidation_failures(failed_table text, state text) RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $function$
DECLARE
  key      text := failed_table || ' ' || state;
  failures jsonb := coalesce(nullif(current_setting('triggerscope.failures', true), ''), '{}');
  seen     bigint := coalesce((failures #>> ARRAY[key, '0'])::bigint, 0) + 1;
BEGIN
  PERFORM set_config('triggerscope.failures',
    (failures || jsonb_build_object(key, jsonb_build_array(seen, failures #> ARRAY[key, '1'])))::text, true);
  RETURN CASE WHEN to_hex(seen) ~ '^[14]0*$' THEN seen END;
END
$function$
$template$;

  -- Warns of the first failure in a transaction to announce a table with an SQLSTATE, and logs it; of a later
  -- one logs the count.
  EXECUTE replace($template$
CREATE OR REPLACE FUNCTION cache_invalidation_failed(
  failed_table text, failed_operation text, state text, message text, occurrences bigint, details jsonb
) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $function$
DECLARE
  failures jsonb := current_setting('triggerscope.failures');
  place    text[] := ARRAY[failed_table || ' ' || state, '1'];
  log_id   bigint := failures #>> place;
BEGIN
  IF occurrences = 1 THEN
    RAISE WARNING 'cache invalidation of % after % failed: %', failed_table, failed_operation, message
      USING ERRCODE = state, DETAIL = 'The row was changed all the same. Further failures like this one in '
        'this transaction are only counted, in trigger_error_log.';
  END IF;
  log_id := @home@.log_trigger_error(log_id, failed_table, failed_operation, message, occurrences, details);
  PERFORM set_config('triggerscope.failures', jsonb_set(failures, place, to_jsonb(log_id))::text, true);
END
$function$
$template$, '@home@', home);

  -- 4. The trigger function. A SET search_path would be paid for with every row, and the caller's must not
  -- decide what runs: so here every function is qualified, and every operator either takes exactly its
  -- operands' types, which pg_catalog wins, or is qualified as well.
  EXECUTE replace(replace($template$
CREATE OR REPLACE FUNCTION notify_cache_invalidation() RETURNS trigger
LANGUAGE plpgsql
AS $function$
DECLARE
  -- No initialisers: they run before the guarded block.
  source    text;       -- the table's name; for a partition the partitioned table's
  before    text[];     -- table, operation, user_id, record_id, agent_id: the row before an UPDATE or DELETE
  after     text[];     -- the same after an INSERT or UPDATE
  columns   jsonb;
  payload   text;
  farewell  text;       -- for an UPDATE that changed the ids: the announcement to those who had the row
BEGIN
  -- Most of what a transaction of one row pays is PL/pgSQL preparing each expression it meets anew. So there
  -- are few of them on the way of an ordinary row, and no PERFORM, which costs several.
  BEGIN
    source := TG_TABLE_NAME;
    LOOP
      IF TG_LEVEL = 'STATEMENT' OR TG_NARGS > 0 THEN
        after := ARRAY[source, TG_OP, NULL, NULL, NULL];
        EXIT WHEN TG_LEVEL = 'STATEMENT';
        columns := CASE TG_OP WHEN 'DELETE' THEN pg_catalog.to_jsonb(OLD) ELSE pg_catalog.to_jsonb(NEW) END;
        FOR argument IN 0..2 LOOP
          IF TG_ARGV[argument] <> '' AND NOT pg_catalog.jsonb_exists(columns, TG_ARGV[argument]) THEN
            RAISE EXCEPTION 'column "%" does not exist, which trigger % names as its argument %',
              TG_ARGV[argument], TG_NAME, argument + 1 USING ERRCODE = 'undefined_column';
          END IF;
        END LOOP;
        after := ARRAY[source, TG_OP, columns ->> TG_ARGV[0], columns ->> TG_ARGV[1], columns ->> TG_ARGV[2]];
        IF TG_OP = 'UPDATE' THEN
          columns := pg_catalog.to_jsonb(OLD);
          before := ARRAY[source, TG_OP, columns ->> TG_ARGV[0], columns ->> TG_ARGV[1], columns ->> TG_ARGV[2]];
        END IF;
      ELSE
        CASE source
          WHEN 'calls', 'agent_analytics' THEN
            before := CASE WHEN TG_OP <> 'INSERT' THEN ARRAY[source, TG_OP, OLD.user_id::text, OLD.id::text, OLD.agent_id::text] END;
            after  := CASE WHEN TG_OP <> 'DELETE' THEN ARRAY[source, TG_OP, NEW.user_id::text, NEW.id::text, NEW.agent_id::text] END;
          WHEN 'lead_analytics' THEN
            -- The agent is the call's, and null when the call is gone, as in a cascade from calls.
            before := CASE WHEN TG_OP <> 'INSERT' THEN ARRAY[source, TG_OP, OLD.user_id::text, OLD.id::text, (
              SELECT c.agent_id::text FROM @home@.calls c WHERE c.id OPERATOR(pg_catalog.=) OLD.call_id)] END;
            after  := CASE WHEN TG_OP <> 'DELETE' THEN ARRAY[source, TG_OP, NEW.user_id::text, NEW.id::text, (
              SELECT c.agent_id::text FROM @home@.calls c WHERE c.id OPERATOR(pg_catalog.=) NEW.call_id)] END;
          WHEN 'credit_transactions' THEN
            before := CASE WHEN TG_OP <> 'INSERT' THEN ARRAY[source, TG_OP, OLD.user_id::text, OLD.id::text, NULL] END;
            after  := CASE WHEN TG_OP <> 'DELETE' THEN ARRAY[source, TG_OP, NEW.user_id::text, NEW.id::text, NULL] END;
          WHEN 'agents' THEN
            before := CASE WHEN TG_OP <> 'INSERT' THEN ARRAY[source, TG_OP, OLD.user_id::text, OLD.id::text, OLD.id::text] END;
            after  := CASE WHEN TG_OP <> 'DELETE' THEN ARRAY[source, TG_OP, NEW.user_id::text, NEW.id::text, NEW.id::text] END;
          WHEN 'users' THEN
            before := CASE WHEN TG_OP <> 'INSERT' THEN ARRAY[source, TG_OP, OLD.id::text, OLD.id::text, NULL] END;
            after  := CASE WHEN TG_OP <> 'DELETE' THEN ARRAY[source, TG_OP, NEW.id::text, NEW.id::text, NULL] END;
          ELSE
            -- A partition goes by the name of its partitioned table.
            SELECT c.relname INTO source FROM pg_catalog.pg_class c
             WHERE c.oid = pg_catalog.pg_partition_root(TG_RELID)::oid AND c.relname <> source::name;
            CONTINUE WHEN FOUND;
            RAISE EXCEPTION 'trigger % does not say which columns of % are the ids', TG_NAME, TG_TABLE_NAME
              USING ERRCODE = 'invalid_parameter_value',
                    HINT = 'EXECUTE FUNCTION notify_cache_invalidation(''user_id'', ''id'', '''')';
        END CASE;
      END IF;
      EXIT;
    END LOOP;

    -- The first announcement of a transaction looks at the queue and keeps the tail, the same for all, in a
    -- setting that lasts as long as the transaction. A setting is the only memory that costs a row next to
    -- nothing and that a rolled-back savepoint sets back.
    IF coalesce(pg_catalog.current_setting('triggerscope.transaction', true), '') = '' THEN
      -- A full queue fails commits in every database, where no handler can catch it.
      IF pg_catalog.pg_notification_queue_usage() >= 0.01::float8
         OR pg_catalog.current_setting('triggerscope.notify_queue_limit', true) <> '' THEN
        IF pg_catalog.pg_notification_queue_usage() * 100::float8 >= coalesce(substring(
             pg_catalog.current_setting('triggerscope.notify_queue_limit', true) FROM '^\d{1,3}$')::float8, 50) THEN
          RAISE EXCEPTION 'the NOTIFY queue is % %% full, so nothing is added to it',
            pg_catalog.round((pg_catalog.pg_notification_queue_usage() * 100::float8)::numeric, 1)
            USING ERRCODE = 'program_limit_exceeded';
        END IF;
      END IF;
      -- now(), not clock_timestamp(): equal notifications of a transaction fold into one.
      IF pg_catalog.set_config('triggerscope.transaction', pg_catalog.concat(
           ', "timestamp" : ', extract(epoch FROM pg_catalog.now()),
           ', "batch_id" : "', pg_catalog.txid_current(), '"}'), true) IS NULL THEN
        NULL;
      END IF;
    END IF;

    payload := pg_catalog.concat(
      pg_catalog.rtrim(pg_catalog.json_object('{table,operation,user_id,record_id,agent_id}', coalesce(after, before))::text, '}'),
      pg_catalog.current_setting('triggerscope.transaction'));
    IF before OPERATOR(pg_catalog.<>) after OR pg_catalog.octet_length(payload) > 7999
       OR pg_catalog.current_setting('triggerscope.capture', true) = 'on' THEN
      IF before OPERATOR(pg_catalog.<>) after THEN
        farewell := pg_catalog.concat(
          pg_catalog.rtrim(pg_catalog.json_object('{table,operation,user_id,record_id,agent_id}', before)::text, '}'),
          pg_catalog.current_setting('triggerscope.transaction'));
      END IF;
      IF greatest(pg_catalog.octet_length(payload), pg_catalog.octet_length(farewell)) > 7999 THEN
        RAISE EXCEPTION 'the payload has % bytes, and NOTIFY takes at most 7999',
          greatest(pg_catalog.octet_length(payload), pg_catalog.octet_length(farewell))
          USING ERRCODE = 'invalid_parameter_value';
      END IF;
      IF pg_catalog.current_setting('triggerscope.capture', true) = 'on' THEN
        PERFORM pg_catalog.set_config('triggerscope.captured', pg_catalog.concat_ws(E'\n',
          nullif(pg_catalog.current_setting('triggerscope.captured', true), ''), farewell, payload), true);
      END IF;
      IF farewell IS NOT NULL THEN
        PERFORM pg_catalog.pg_notify(@channel@, farewell);
      END IF;
    END IF;
  EXCEPTION WHEN OTHERS THEN
    -- Not caught: query_canceled, so that Ctrl-C and statement_timeout still work, and assert_failure.
    -- Where the log cannot be written that is not tried again in the transaction.
    IF coalesce(pg_catalog.current_setting('triggerscope.log_unwritable', true), '') = '' THEN
      DECLARE
        stack       text;
        occurrences bigint;
      BEGIN
        occurrences := @home@.cache_invalidation_failures(coalesce(source, TG_TABLE_NAME), SQLSTATE);
        IF occurrences IS NOT NULL THEN
          GET STACKED DIAGNOSTICS stack = PG_EXCEPTION_CONTEXT;
          after := coalesce(after, before);
          IF after IS NULL AND TG_LEVEL = 'ROW' THEN
            columns := CASE TG_OP WHEN 'DELETE' THEN pg_catalog.to_jsonb(OLD) ELSE pg_catalog.to_jsonb(NEW) END;
          END IF;
          PERFORM @home@.cache_invalidation_failed(coalesce(source, TG_TABLE_NAME), TG_OP, SQLSTATE, SQLERRM, occurrences,
            pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
              'sqlstate', SQLSTATE, 'message', pg_catalog.left(SQLERRM, 2000), 'context', pg_catalog.left(stack, 4000),
              'role', current_user,
              'user_id', pg_catalog.left(coalesce(after[3], columns ->> coalesce(nullif(TG_ARGV[0], ''),
                           CASE source WHEN 'users' THEN 'id' ELSE 'user_id' END)), 200),
              'record_id', pg_catalog.left(coalesce(after[4], columns ->> coalesce(nullif(TG_ARGV[1], ''), 'id')), 200),
              'agent_id', pg_catalog.left(coalesce(after[5], columns ->> coalesce(nullif(TG_ARGV[2], ''),
                            CASE source WHEN 'agents' THEN 'id' ELSE 'agent_id' END)), 200),
              'payload_bytes', pg_catalog.octet_length(payload))));
        END IF;
      EXCEPTION WHEN OTHERS THEN
        PERFORM pg_catalog.set_config('triggerscope.log_unwritable', 'on', true);
        RAISE WARNING 'trigger_error_log could not be written: %', SQLERRM USING ERRCODE = SQLSTATE;
      END;
    END IF;
    payload := NULL;
  END;

  -- After the guarded block: in it pg_notify would double the price, and nothing of it can fail here, as
  -- the channel's name is fixed and the payload's length is known to be right.
  IF (CASE WHEN payload IS NOT NULL THEN pg_catalog.pg_notify(@channel@, payload) END) IS NULL THEN
    NULL;
  END IF;
  -- Ignored after the change; but should somebody make a BEFORE trigger of this, NULL would drop the row.
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END
$function$
$template$, '@home@', home), '@channel@', quote_literal(channel));
  EXECUTE format('COMMENT ON FUNCTION notify_cache_invalidation() IS %L',
    format('TriggerScope V021: announces changed rows on channel %s. %s', channel,
           cache_invalidation_seal('notify_cache_invalidation()'::regprocedure, 'pg_proc')));

  -- 5. The functions for people: health, clean-up, test.

  -- One of another shape cannot be replaced, and one with other arguments would make calls ambiguous. One of
  -- the right shape stays, for its grants.
  FOR outdated IN
    SELECT p.oid FROM pg_proc p
      LEFT JOIN (VALUES
        ('get_cache_trigger_health', '',
         'TABLE(table_name text, event text, trigger_name text, present boolean, enabled text, current boolean, '
         'errors_last_hour bigint, errors_last_day bigint, last_error_at timestamp with time zone, last_error text)'),
        ('cleanup_trigger_error_log',
         'retention_days integer DEFAULT 30, max_rows integer DEFAULT NULL::integer', 'integer'),
        ('test_cache_invalidation', '', 'TABLE(name text, passed boolean, detail text)')
      ) AS ours (name, arguments, result)
        ON ours.name = p.proname AND ours.arguments = pg_get_function_arguments(p.oid)
       AND ours.result = pg_get_function_result(p.oid)
     WHERE p.pronamespace = quote_ident(current_schema())::regnamespace AND ours.name IS NULL
       AND p.proname IN ('get_cache_trigger_health', 'cleanup_trigger_error_log', 'test_cache_invalidation')
  LOOP
    EXECUTE format('DROP FUNCTION %s', outdated);
  END LOOP;

  -- A row for each table and event that should be announced. enabled is pg_trigger.tgenabled: O fires, A fires
  -- in replication as well, R only there, D not at all; current means that trigger and function are as this
  -- migration made them. Privileged, because it reads the log.
  EXECUTE replace($template$
CREATE OR REPLACE FUNCTION get_cache_trigger_health() RETURNS TABLE (
  table_name text, event text, trigger_name text, present boolean, enabled text, current boolean,
  errors_last_hour bigint, errors_last_day bigint, last_error_at timestamptz, last_error text
)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $function$
  WITH expected AS (
    SELECT t.name, e.name AS event, e.bit, 'cache_invalidation_' || t.name AS trigger_name,
           t.place, e.place AS event_place
      FROM unnest(ARRAY['users', 'agents', 'calls', 'lead_analytics', 'agent_analytics', 'credit_transactions'])
           WITH ORDINALITY AS t (name, place)
      JOIN (VALUES ('INSERT', 4, 1), ('UPDATE', 16, 2), ('DELETE', 8, 3)) AS e (name, bit, place)
        ON t.name <> 'users' OR e.name = 'UPDATE'
  ), function AS (
    SELECT p.oid, obj_description(p.oid, 'pg_proc') LIKE '%' || @home@.cache_invalidation_seal(p.oid, 'pg_proc') AS current
      FROM pg_proc p
     WHERE p.oid = to_regprocedure('@home@.notify_cache_invalidation()')
  )
  SELECT e.name, e.event, e.trigger_name, t.oid IS NOT NULL, t.tgenabled::text,
         t.oid IS NOT NULL AND f.current IS TRUE AND coalesce(obj_description(t.oid, 'pg_trigger')
           LIKE '%' || @home@.cache_invalidation_seal(t.oid, 'pg_trigger'), false),
         day.errors_in_hour, day.errors, last.occurred_at, last.error_message
    FROM expected e
    LEFT JOIN function f ON true
    LEFT JOIN pg_trigger t
      ON t.tgrelid = to_regclass('@home@.' || quote_ident(e.name)) AND t.tgname = e.trigger_name
     AND t.tgfoid = f.oid AND (t.tgtype & 67) = 1 AND (t.tgtype & e.bit) <> 0
   CROSS JOIN LATERAL (
     SELECT count(*) FILTER (WHERE l.occurred_at > now() - interval '1 hour') AS errors_in_hour, count(*) AS errors
       FROM @home@.trigger_error_log l
      WHERE l.table_name = e.name AND l.operation = e.event AND l.occurred_at > now() - interval '1 day') AS day
    LEFT JOIN LATERAL (
     -- not =, with which the planner would rather go through all errors of all tables, newest first
     SELECT l.occurred_at, l.error_message FROM @home@.trigger_error_log l
      WHERE (l.table_name, l.operation) >= (e.name, e.event) AND (l.table_name, l.operation) <= (e.name, e.event)
      ORDER BY l.table_name DESC, l.operation DESC, l.occurred_at DESC, l.id DESC LIMIT 1) AS last ON true
   ORDER BY e.place, e.event_place
$function$
$template$, '@home@', home);

  -- Deletes the rows older than retention_days, oldest first, at most max_rows (null: all), passing over rows
  -- that somebody else is deleting; returns how many. DELETE, because TRUNCATE would lock out the writers.
  EXECUTE replace($template$
CREATE OR REPLACE FUNCTION cleanup_trigger_error_log(retention_days integer DEFAULT 30, max_rows integer DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $function$
DECLARE
  deleted integer;
BEGIN
  IF retention_days IS NULL OR retention_days < 0 THEN
    RAISE EXCEPTION 'retention_days must be 0 or more, not %', coalesce(retention_days::text, 'null')
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF max_rows < 0 THEN
    RAISE EXCEPTION 'max_rows must be 0 or more, or null for no limit, not %', max_rows
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  -- By ctid, because for a join by id the planner may well read the whole log for each slice of it. least,
  -- because timestamps end in 4713 BC, and subtracting more days than that is an error.
  DELETE FROM @home@.trigger_error_log
   WHERE ctid = ANY (ARRAY(SELECT old.ctid FROM @home@.trigger_error_log old
                            WHERE old.occurred_at < now() - make_interval(days => least(retention_days, 365000))
                            ORDER BY old.occurred_at, old.id
                            LIMIT max_rows
                            FOR UPDATE SKIP LOCKED));
  GET DIAGNOSTICS deleted = ROW_COUNT;
  RETURN deleted;
END
$function$
$template$, '@home@', home);

END
$define$;

-- A value for a column of a test row, as text; null when none comes to mind.
CREATE OR REPLACE FUNCTION cache_invalidation_test_value(relation regclass, name name) RETURNS text
LANGUAGE sql VOLATILE
SET search_path FROM CURRENT
AS $function$
  SELECT CASE
           WHEN e.label IS NOT NULL THEN e.label
           WHEN k.value IS NOT NULL THEN k.value
           WHEN t.typname = 'uuid' THEN gen_random_uuid()::text
           WHEN t.typname IN ('json', 'jsonb') THEN '{}'
           WHEN t.typname = 'bytea' THEN ''
           WHEN t.typname = 'money' THEN '1'
           WHEN t.typcategory = 'N' THEN (1 + floor(random() * 100))::text
           WHEN t.typcategory = 'B' THEN 'false'
           WHEN t.typcategory = 'D' THEN clock_timestamp()::text
           WHEN t.typcategory = 'T' THEN '1 second'
           WHEN t.typcategory = 'A' THEN '{}'
           WHEN t.typcategory = 'I' THEN '127.0.0.1'
           WHEN t.typcategory = 'S' AND a.attname LIKE '%mail%' THEN gen_random_uuid() || '@triggerscope.invalid'
           WHEN t.typcategory = 'S' THEN left(gen_random_uuid()::text,
             coalesce(nullif(greatest(a.atttypmod, declared.typtypmod), -1) - 4, 36))
         END
    FROM pg_attribute a
    JOIN pg_type declared ON declared.oid = a.atttypid
    JOIN pg_type t ON t.oid = coalesce(nullif(declared.typbasetype, 0), declared.oid)
    LEFT JOIN LATERAL (SELECT enumlabel::text AS label FROM pg_enum
                        WHERE enumtypid = t.oid ORDER BY enumsortorder LIMIT 1) AS e ON true
    LEFT JOIN LATERAL (SELECT substring(pg_get_constraintdef(c.oid) FROM 'ANY \(+ARRAY\[''([^'']*)''') AS value
                         FROM pg_constraint c
                        WHERE c.conrelid = relation AND c.contype = 'c' AND c.conkey = ARRAY[a.attnum]
                        ORDER BY 1 NULLS LAST LIMIT 1) AS k ON true
   WHERE a.attrelid = relation AND a.attname = cache_invalidation_test_value.name
$function$;

-- Inserts a test row and returns it: a copy of some row, or values made up where the table is empty; fresh
-- values in unique columns; the rows of this test in foreign keys, else any row that is there.
CREATE OR REPLACE FUNCTION cache_invalidation_test_row(relation regclass, parents jsonb) RETURNS jsonb
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $function$
DECLARE
  model  jsonb;
  col    record;
  value  jsonb := '{}';
  chosen jsonb;
BEGIN
  EXECUTE format('SELECT to_jsonb(t) FROM %s t LIMIT 1', relation) INTO model;
  FOR col IN
    SELECT a.attname AS name, a.attnotnull AS required, a.atthasdef AS has_default, f.parent, f.parent_column,
           EXISTS (SELECT FROM pg_index i WHERE i.indrelid = relation AND i.indisunique AND i.indnatts = 1
                      AND i.indkey[0] = a.attnum) AS is_unique
      FROM pg_attribute a
      LEFT JOIN LATERAL (
        SELECT c.confrelid::regclass AS parent,
               (SELECT p.attname FROM pg_attribute p
                 WHERE p.attrelid = c.confrelid AND p.attnum = c.confkey[1]) AS parent_column
          FROM pg_constraint c
         WHERE c.conrelid = relation AND c.contype = 'f' AND c.conkey = ARRAY[a.attnum]
         LIMIT 1) AS f ON true
     WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped
       AND a.attidentity = '' AND a.attgenerated = ''
  LOOP
    chosen := NULL;
    IF col.parent IS NOT NULL THEN
      chosen := parents -> col.parent::text -> col.parent_column;
      IF chosen IS NULL AND model IS NULL AND col.required THEN
        EXECUTE format('SELECT to_jsonb(t.%I) FROM %s t LIMIT 1', col.parent_column, col.parent) INTO chosen;
      END IF;
    ELSIF col.is_unique AND NOT col.has_default THEN
      chosen := to_jsonb(cache_invalidation_test_value(relation, col.name));
    ELSIF NOT col.is_unique AND model IS NULL AND col.required AND NOT col.has_default THEN
      chosen := to_jsonb(cache_invalidation_test_value(relation, col.name));
    END IF;
    IF chosen IS NULL AND NOT col.is_unique THEN
      chosen := model -> col.name;
    END IF;
    IF chosen IS NOT NULL THEN
      value := value || jsonb_build_object(col.name, chosen);
    END IF;
  END LOOP;

  EXECUTE format('INSERT INTO %1$s AS t %2$s RETURNING to_jsonb(t)', relation, (
      SELECT CASE WHEN count(*) = 0 THEN 'DEFAULT VALUES'
                  ELSE format('(%1$s) SELECT %1$s FROM jsonb_populate_record(NULL::%2$s, $1)',
                              string_agg(quote_ident(key), ', '), relation) END
        FROM jsonb_object_keys(value) AS key))
    INTO value USING value;
  RETURN value;
END
$function$;

-- Runs one statement in a subtransaction and compares what its triggers announce with what they should:
-- {"name", "passed": null when the statement was not possible, "detail", "row": what the statement returned}.
-- Announcements of other rows, made by triggers that are not ours, are passed over. The statement returns
-- the row as jsonb, or null when there was none.
CREATE OR REPLACE FUNCTION cache_invalidation_check(
  check_name text, table_name text, event text, statement text, silent boolean DEFAULT false
) RETURNS jsonb
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $function$
DECLARE
  changed   jsonb;
  expected  jsonb;
  announced jsonb;
  reason    text;
BEGIN
  IF statement IS NULL THEN
    RETURN jsonb_build_object('name', check_name, 'detail', 'skipped: there is no row to try it with');
  END IF;
  -- The trigger keeps what it announces in a setting, while triggerscope.capture is on.
  PERFORM set_config('triggerscope.captured', '', true),
          set_config('triggerscope.capture', 'on', true);
  EXECUTE statement INTO changed;
  PERFORM set_config('triggerscope.capture', '', true);
  IF changed IS NULL THEN
    RETURN jsonb_build_object('name', check_name, 'detail', 'skipped: the row to try it with has gone');
  END IF;

  expected := jsonb_build_object('table', table_name, 'operation', event, 'record_id', changed ->> 'id',
    'user_id', changed ->> CASE table_name WHEN 'users' THEN 'id' ELSE 'user_id' END,
    'agent_id', CASE WHEN table_name = 'agents' THEN changed ->> 'id'
                     WHEN changed ? 'agent_id' THEN changed ->> 'agent_id'
                     WHEN changed ? 'call_id' THEN (
                       SELECT c.agent_id::text FROM calls c WHERE c.id::text = changed ->> 'call_id') END,
    'batch_id', txid_current()::text, 'timestamp', extract(epoch FROM now()));
  SELECT jsonb_agg(line::jsonb) INTO announced
    FROM regexp_split_to_table(nullif(current_setting('triggerscope.captured'), ''), E'\n') AS line
   WHERE line::jsonb @> jsonb_build_object('table', table_name, 'operation', event, 'record_id', changed ->> 'id');

  IF silent THEN
    RETURN jsonb_build_object('name', check_name, 'row', changed, 'passed', announced IS NULL,
      'detail', coalesce('announced ' || announced::text, 'nothing was announced'));
  END IF;
  IF announced IS NULL THEN
    SELECT CASE WHEN t.oid IS NULL THEN 'the trigger does not exist'
                WHEN t.tgenabled = 'D' THEN 'the trigger is disabled'
                WHEN current_setting('session_replication_role') = 'replica' AND t.tgenabled = 'O'
                  THEN 'session_replication_role is replica'
                WHEN current_setting('session_replication_role') <> 'replica' AND t.tgenabled = 'R'
                  THEN 'the trigger fires in replication only' END
      INTO reason
      FROM (VALUES (1)) AS one
      LEFT JOIN pg_trigger t ON t.tgrelid = to_regclass(table_name) AND t.tgname = 'cache_invalidation_' || table_name;
    IF reason IS NULL AND has_table_privilege('trigger_error_log', 'SELECT') THEN
      SELECT 'trigger_error_log says: ' || l.error_message INTO reason FROM trigger_error_log l
       WHERE l.table_name = cache_invalidation_check.table_name
         AND l.error_context LIKE '%"txid": "' || txid_current() || '"%'
       ORDER BY l.id DESC LIMIT 1;
    END IF;
    RETURN jsonb_build_object('name', check_name, 'row', changed, 'passed', false,
      'detail', 'nothing was announced' || coalesce(': ' || reason, ''));
  END IF;
  RETURN jsonb_build_object('name', check_name, 'row', changed, 'passed', announced = jsonb_build_array(expected),
    'detail', CASE WHEN announced = jsonb_build_array(expected) THEN (announced -> 0)::text
                   ELSE format('announced %s instead of %s', announced, expected) END);
EXCEPTION WHEN OTHERS THEN
  RETURN jsonb_build_object('name', check_name, 'detail', format('skipped: %s (%s)', SQLERRM, SQLSTATE));
END
$function$;

-- Makes the announcement of one UPDATE fail and looks whether the statement and the log bear it.
CREATE OR REPLACE FUNCTION cache_invalidation_test_failure(sample jsonb) RETURNS jsonb
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $function$
DECLARE
  check_name text := 'an error in the trigger fails no statement and is logged';
  changed    integer;
  logged     text;
BEGIN
  IF sample ->> 'id' IS NULL THEN
    RETURN jsonb_build_object('name', check_name, 'detail', 'skipped: there is no row of agents to try it with');
  END IF;
  -- With a limit of 0 % the trigger takes the queue for full.
  PERFORM set_config('triggerscope.transaction', '', true),
          set_config('triggerscope.notify_queue_limit', '0', true);
  EXECUTE format('UPDATE agents SET id = id WHERE id = %L', sample ->> 'id');
  GET DIAGNOSTICS changed = ROW_COUNT;
  PERFORM set_config('triggerscope.notify_queue_limit', '', true);
  SELECT l.error_message INTO logged FROM trigger_error_log l
   WHERE l.table_name = 'agents' AND l.operation = 'UPDATE'
     AND l.error_context LIKE '%"txid": "' || txid_current() || '"%'
   ORDER BY l.id DESC LIMIT 1;
  RETURN jsonb_build_object('name', check_name, 'passed', changed = 1 AND logged IS NOT NULL,
    'detail', format('%s row updated, %s', changed, coalesce('logged: ' || logged, 'nothing logged')));
EXCEPTION WHEN OTHERS THEN
  RETURN jsonb_build_object('name', check_name, 'detail', format('skipped: %s (%s)', SQLERRM, SQLSTATE));
END
$function$;

-- The statement for an UPDATE of one row: in users of a column that the trigger's WHEN watches, or of one
-- that it ignores; elsewhere any will do. Null when there is no such row or column.
CREATE OR REPLACE FUNCTION cache_invalidation_test_update(target text, sample jsonb, watched boolean) RETURNS text
LANGUAGE sql VOLATILE
SET search_path FROM CURRENT
AS $function$
  SELECT CASE WHEN target <> 'users'
              THEN format('UPDATE %1$I AS t SET id = id WHERE id = %2$L RETURNING to_jsonb(t)', target, sample ->> 'id')
              ELSE (
    SELECT format('UPDATE users AS t SET %1$I = %2$L WHERE id = %3$L RETURNING to_jsonb(t)',
                  a.attname, v.value, sample ->> 'id')
      FROM pg_trigger t
      JOIN pg_attribute a ON a.attrelid = t.tgrelid AND a.attnum > 0 AND NOT a.attisdropped
      JOIN pg_type y ON y.oid = a.atttypid
     CROSS JOIN LATERAL cache_invalidation_test_value(t.tgrelid, a.attname) AS v (value)
     WHERE t.tgrelid = to_regclass('users') AND t.tgname = 'cache_invalidation_users'
       AND watched = EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_trigger'::regclass AND d.objid = t.oid
                                AND d.refclassid = 'pg_class'::regclass AND d.refobjid = t.tgrelid
                                AND d.refobjsubid = a.attnum)
       AND a.attgenerated = '' AND a.attidentity = '' AND v.value IS DISTINCT FROM sample ->> a.attname::text
       AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = t.tgrelid AND a.attnum = ANY (c.conkey))
     ORDER BY y.typcategory = 'S' DESC, a.attnum
     LIMIT 1) END
   WHERE sample ->> 'id' IS NOT NULL
$function$;

-- Proves that the triggers work: a row for each check, passed null when it was skipped, with the reason.
-- Every change it makes is rolled back in a subtransaction, and with it what was announced. Last it sends
-- one notification "operation":"TEST" for each table, so that a listener can prove delivery.
CREATE OR REPLACE FUNCTION test_cache_invalidation() RETURNS TABLE (name text, passed boolean, detail text)
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $function$
DECLARE
  tables  text[] := ARRAY['users', 'agents', 'calls', 'lead_analytics', 'agent_analytics', 'credit_transactions'];
  target  text;
  samples jsonb := '{}';      -- a row of each table, our own or failing that an existing one
  ours    text[] := '{}';     -- the tables whose row is our own
  result  jsonb;
  results jsonb[] := '{}';
BEGIN
  BEGIN
    -- The error forced below warns, as it should, but there is nobody to be warned.
    PERFORM set_config('client_min_messages', 'error', true);

    -- A row in users is made as well, for the others to refer to, but its trigger is for UPDATE only.
    FOREACH target IN ARRAY tables LOOP
      result := cache_invalidation_check(format('INSERT on %s is announced', target), target, 'INSERT',
        format('SELECT cache_invalidation_test_row(%L, %L)', quote_ident(target), samples));
      IF target <> 'users' THEN
        results := results || result;
      END IF;
      IF result ? 'row' THEN
        ours := ours || target;
      ELSE
        result := cache_invalidation_check('', target, '',
          format('SELECT to_jsonb(t) FROM %I t LIMIT 1 FOR UPDATE SKIP LOCKED', target));
      END IF;
      samples := samples || jsonb_build_object(target, result -> 'row');
    END LOOP;

    FOREACH target IN ARRAY tables LOOP
      results := results || cache_invalidation_check(format('UPDATE on %s is announced', target), target, 'UPDATE',
        cache_invalidation_test_update(target, samples -> target, true));
    END LOOP;
    results := results || cache_invalidation_check('UPDATE of an ignored column of users is not announced',
      'users', 'UPDATE', cache_invalidation_test_update('users', samples -> 'users', false), true);
    results := results || cache_invalidation_test_failure(samples -> 'agents');

    -- Children first. An existing row is deleted only where that cannot cascade to thousands of others.
    FOR place IN REVERSE array_length(tables, 1)..2 LOOP
      target := tables[place];
      results := results || cache_invalidation_check(format('DELETE on %s is announced', target), target, 'DELETE', (
        SELECT format('DELETE FROM %I AS t WHERE id = %L RETURNING to_jsonb(t)', target, samples #>> ARRAY[target, 'id'])
         WHERE samples #>> ARRAY[target, 'id'] IS NOT NULL
           AND (target = ANY (ours)
                OR NOT EXISTS (SELECT FROM pg_constraint WHERE confrelid = to_regclass(target)))));
    END LOOP;

    RAISE EXCEPTION USING ERRCODE = 'TSRBK', MESSAGE = 'takes back all of the above';
  EXCEPTION WHEN SQLSTATE 'TSRBK' THEN
    NULL;
  END;

  FOREACH target IN ARRAY tables LOOP
    PERFORM pg_notify(cache_invalidation_channel(), format(
      '{"table":"%s","operation":"TEST","user_id":null,"record_id":null,"agent_id":null,"timestamp":%s,"batch_id":"%s"}',
      target, extract(epoch FROM now()), txid_current()));
  END LOOP;
  results := results || jsonb_build_object('name', 'TEST notifications are sent', 'passed', true,
    'detail', format('%s on channel %s, batch_id %s', array_length(tables, 1), cache_invalidation_channel(), txid_current()));

  RETURN QUERY SELECT r ->> 'name', (r ->> 'passed')::boolean, r ->> 'detail' FROM unnest(results) AS r;
END
$function$;

-- What is for people is not for everybody: GRANT EXECUTE to those who need it (grants.sql). The three that
-- the trigger calls are called with the rights of whoever changes a row, so everybody may run them.
DO $grants$
DECLARE
  internal regprocedure;
BEGIN
  FOR internal IN
    SELECT oid FROM pg_proc
     WHERE pronamespace = quote_ident(current_schema())::regnamespace
       AND (proname IN ('get_cache_trigger_health', 'cleanup_trigger_error_log', 'test_cache_invalidation')
            OR proname ~ '^cache_invalidation_(check|test_)')
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', internal);
  END LOOP;
END
$grants$;

-- 6. The triggers. On PostgreSQL 14 and later CREATE OR REPLACE TRIGGER locks out writers for a moment, but
-- no readers; only DROP TRIGGER, for duplicates of older versions and on PostgreSQL 13, locks out both.
-- A trigger that is right already is not touched, so a second run locks nothing.
DO $triggers$
DECLARE
  home       text := quote_ident(current_schema());
  ignored    text[] := regexp_split_to_array(coalesce(
               nullif(current_setting('triggerscope.users_ignored', true), ''),
               'last_seen, last_seen_at, last_active_at, last_login, last_login_at, login_count, updated_at'), '\s*,\s*');
  lock_timeout_before text := current_setting('lock_timeout');
  patience   interval := coalesce(nullif(lock_timeout_before, '0'), '3s')::interval;
  began      timestamptz := clock_timestamp();
  applying   boolean;
  busy       regclass[] := '{}'; -- the tables that there is something to do on
  modes      text[] := '{}';     -- and how each is to be locked for it
  holders    text;
  watched    record;
  present    record;
  duplicates text[];
  duplicate  text;
  leaf       record;
  arguments  text;
  condition  text;
  described  text;
  definition text;
  states     jsonb;              -- tgenabled of the trigger on the table and on each partition
BEGIN
  -- Twice over the tables: to see what is to be done, then, with the locks for it, to do it.
  FOREACH applying IN ARRAY ARRAY[false, true] LOOP
    -- All locks or none: a lock that is held while the next one is waited for stops writers for nothing.
    -- Each try makes those who come after it wait for no more than a tenth of lock_timeout a table.
    WHILE applying LOOP
      BEGIN
        PERFORM set_config('lock_timeout', greatest(extract(epoch FROM patience) * 100, 1)::integer::text, true);
        FOR place IN 1..cardinality(busy) LOOP
          EXECUTE format('LOCK TABLE %s IN %s MODE', busy[place], modes[place]);
        END LOOP;
        PERFORM set_config('lock_timeout', lock_timeout_before, true);
        EXIT;
      EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
        IF clock_timestamp() > began + patience THEN
          SELECT string_agg(format('Process %s%s holds %s on %s.', l.pid,
                   ' (' || nullif(a.application_name, '') || ')', l.mode, l.relation::regclass), ' ')
            INTO holders
            FROM pg_locks l
            LEFT JOIN pg_stat_activity a ON a.pid = l.pid
           WHERE l.relation = ANY (busy) AND l.granted AND l.pid <> pg_backend_pid()
             AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
             AND l.mode NOT IN ('AccessShareLock', 'RowShareLock');
          RAISE EXCEPTION 'could not lock % within %; no trigger was changed', array_to_string(busy, ', '), patience
            USING ERRCODE = 'lock_not_available', DETAIL = coalesce(holders, 'The locks are free by now.'),
                  HINT = 'Run it again when the transactions that hold them have ended.';
        END IF;
        PERFORM pg_sleep(extract(epoch FROM patience) / 20 * (1 + random()));
      END;
    END LOOP;

    FOR watched IN
      SELECT c.oid, c.relname AS name, 'cache_invalidation_' || c.relname AS trigger_name,
             CASE c.relname WHEN 'users' THEN 'UPDATE' ELSE 'INSERT OR UPDATE OR DELETE' END AS events
        FROM pg_class c
        JOIN unnest(ARRAY['users', 'agents', 'calls', 'lead_analytics', 'agent_analytics', 'credit_transactions'])
             WITH ORDINALITY AS t (name, place) ON c.relname = t.name
       WHERE c.relnamespace = home::regnamespace AND c.relkind IN ('r', 'p')
       ORDER BY t.place
    LOOP
      -- users: only when a column really changes that is not on the list of those that do not matter. Types
      -- without an = of their own, such as json and varchar, are compared as text.
      condition := '';
      described := '';
      IF watched.name = 'users' THEN
        SELECT format('WHEN (%s) ', string_agg(format(
                 CASE WHEN EXISTS (SELECT FROM pg_operator o
                                    WHERE o.oprname = '=' AND o.oprnamespace = 'pg_catalog'::regnamespace
                                      AND o.oprleft = a.atttypid AND o.oprright = a.atttypid)
                      THEN 'OLD.%1$I IS DISTINCT FROM NEW.%1$I'
                      ELSE 'OLD.%1$I::text IS DISTINCT FROM NEW.%1$I::text' END,
                 a.attname), ' OR ' ORDER BY a.attnum)),
               format(' when one of %s changes', string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum))
          INTO condition, described
          FROM pg_attribute a
         WHERE a.attrelid = watched.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> ALL (ignored);
      END IF;

      -- lead_analytics may have an agent of its own.
      arguments := '';
      IF watched.name = 'lead_analytics' AND EXISTS (
           SELECT FROM pg_attribute WHERE attrelid = watched.oid AND attname = 'agent_id' AND NOT attisdropped) THEN
        arguments := quote_literal('user_id') || ', ' || quote_literal('id') || ', ' || quote_literal('agent_id');
        described := ' by ' || arguments;
      END IF;
      described := format('TriggerScope V021: announces %s%s.', watched.events, described);
      definition := format('TRIGGER %I AFTER %s ON %s.%I FOR EACH ROW %sEXECUTE FUNCTION %s.notify_cache_invalidation(%s)',
                           watched.trigger_name, watched.events, home, watched.name, condition, home, arguments);

      -- Triggers of older versions under other names, also when several made up for one; and a constraint
      -- trigger, which cannot be replaced.
      SELECT coalesce(array_agg(t.tgname::text ORDER BY t.tgname), '{}') INTO duplicates
        FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
       WHERE t.tgrelid = watched.oid AND t.tgparentid = 0 AND NOT t.tgisinternal AND (t.tgtype & 1) = 1
         AND p.proname = 'notify_cache_invalidation'
         AND (t.tgname <> watched.trigger_name OR t.tgconstraint <> 0);
      SELECT t.oid, obj_description(t.oid, 'pg_trigger') AS comment INTO present
        FROM pg_trigger t WHERE t.tgrelid = watched.oid AND t.tgname = watched.trigger_name;
      CONTINUE WHEN duplicates = '{}'
        AND present.comment = described || ' ' || cache_invalidation_seal(present.oid, 'pg_trigger');
      IF NOT applying THEN
        busy := busy || watched.oid::regclass;
        modes := modes || CASE
          WHEN duplicates <> '{}' OR present.oid IS NOT NULL AND current_setting('server_version_num')::integer < 140000
          THEN 'ACCESS EXCLUSIVE' ELSE 'SHARE ROW EXCLUSIVE' END;
        CONTINUE;
      END IF;

      -- A DBA may have disabled it or set it to ALWAYS, on a partition even on its own; OR REPLACE would
      -- silently enable it again. For the table itself an older version under another name counts as well.
      SELECT jsonb_object_agg(t.tgrelid::regclass::text, t.tgenabled ORDER BY t.tgname = watched.trigger_name) INTO states
        FROM pg_trigger t
       WHERE (t.tgname = watched.trigger_name OR t.tgrelid = watched.oid AND t.tgname = ANY (duplicates))
         AND t.tgrelid IN (SELECT watched.oid UNION SELECT relid FROM pg_partition_tree(watched.oid));

      FOREACH duplicate IN ARRAY duplicates LOOP
        EXECUTE format('DROP TRIGGER %I ON %s.%I', duplicate, home, watched.name);
      END LOOP;
      IF current_setting('server_version_num')::integer >= 140000 THEN
        EXECUTE 'CREATE OR REPLACE ' || definition;
      ELSE
        EXECUTE format('DROP TRIGGER IF EXISTS %I ON %s.%I', watched.trigger_name, home, watched.name);
        EXECUTE 'CREATE ' || definition;
      END IF;
      FOR leaf IN
        SELECT t.tgrelid::regclass::text AS name, states ->> t.tgrelid::regclass::text AS state FROM pg_trigger t
         WHERE t.tgname = watched.trigger_name
           AND t.tgrelid IN (SELECT watched.oid UNION SELECT relid FROM pg_partition_tree(watched.oid))
           AND t.tgenabled::text <> states ->> t.tgrelid::regclass::text
      LOOP
        EXECUTE format('ALTER TABLE ONLY %s %s TRIGGER %I', leaf.name,
          CASE leaf.state WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' WHEN 'R' THEN 'ENABLE REPLICA'
                          ELSE 'ENABLE' END, watched.trigger_name);
      END LOOP;

      EXECUTE format('COMMENT ON TRIGGER %I ON %s.%I IS %L', watched.trigger_name, home, watched.name,
        (SELECT described || ' ' || cache_invalidation_seal(t.oid, 'pg_trigger')
           FROM pg_trigger t WHERE t.tgrelid = watched.oid AND t.tgname = watched.trigger_name));
    END LOOP;
  END LOOP;
END
$triggers$;

DO $done$
BEGIN
  PERFORM set_config('search_path', current_setting('triggerscope.search_path_before'), false);
END
$done$;

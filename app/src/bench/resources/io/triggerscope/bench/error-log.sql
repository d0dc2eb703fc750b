-- Fills trigger_error_log with rows as the trigger writes them, evenly over the last seconds, the newest last.
-- A third of the messages tell an id, so that no two of these are the same.
INSERT INTO trigger_error_log (table_name, operation, error_message, error_context, occurred_at)
SELECT (ARRAY['calls', 'lead_analytics', 'agents', 'users', 'calls'])[1 + n % 5],
       (ARRAY['UPDATE', 'INSERT', 'DELETE'])[1 + n % 3],
       CASE n % 6
         WHEN 0 THEN 'payload string too long'
         WHEN 1 THEN format('invalid input syntax for type uuid: "%s"', md5(n::text))
         WHEN 2 THEN 'record "old" has no field "user_id"'
         WHEN 3 THEN format('user %s of agent %s is not known', md5(n::text)::uuid, n % 977)
         WHEN 4 THEN format('value too long for type character varying(%s)', 10 * (1 + n % 3))
         ELSE 'could not serialize access due to concurrent update'
       END,
       jsonb_build_object(
         'sqlstate', (ARRAY['22023', '22P02', '42703', 'P0001', '22001', '40001'])[1 + n % 6],
         'txid', (77000 + n)::text, 'record_id', md5(n::text)::uuid, 'payload_bytes', 9014, 'role', 'app',
         'context', E'PL/pgSQL function notify_cache_invalidation() line 41 at PERFORM\nSQL statement "UPDATE calls"'),
       now() - (rows - n) * (seconds / rows::float8) * interval '1 second'
  FROM (SELECT CAST(? AS integer) AS rows, CAST(? AS integer) AS seconds) AS asked, generate_series(1, rows) AS n

-- Whether pg_cron is in this database, in which one it keeps its jobs (only some roles may know), whether its files
-- are on the server, and whether the role may use it.
SELECT (SELECT extversion FROM pg_extension WHERE extname = 'pg_cron') AS version,
       (SELECT setting FROM pg_settings WHERE name = 'cron.database_name') AS jobs_in,
       current_database() AS database,
       current_user AS role,
       EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_cron') AS installed,
       coalesce((SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = 'cron'), false) AS usable

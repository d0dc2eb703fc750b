-- The jobs that run cleanup_trigger_error_log(), of this or another database, the oldest first.
SELECT jobid AS id, jobname AS name, schedule, command, database, username AS role, active
  FROM cron.job
 WHERE strpos(lower(command), 'cleanup_trigger_error_log') > 0
 ORDER BY jobid

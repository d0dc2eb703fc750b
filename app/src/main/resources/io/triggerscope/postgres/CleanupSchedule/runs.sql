-- The last runs of the job :job, newest first.
SELECT status, return_message AS message, start_time AS start
  FROM cron.job_run_details
 WHERE jobid = :job
 ORDER BY runid DESC
 LIMIT 3

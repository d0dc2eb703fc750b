-- Takes the job :job away.
SELECT cron.unschedule(CAST(:job AS bigint))

-- One run of migrations at a time on a schema. The lock is the session's, so that it goes when the session does.
SELECT pg_try_advisory_lock(hashtextextended('triggerscope migrations ' || :schema, 0))

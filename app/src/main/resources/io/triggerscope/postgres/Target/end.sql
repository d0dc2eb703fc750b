-- Ends sessions of TriggerScope, and nobody else's should the server have given their number away since.
SELECT pg_terminate_backend(pid)
  FROM pg_stat_activity
 WHERE pid = ANY (:pids) AND datname = current_database() AND application_name = 'TriggerScope'

-- One row for each table and event that should be announced.
SELECT table_name, event, trigger_name, present, enabled, current,
       errors_last_hour, errors_last_day, last_error_at, last_error
  FROM get_cache_trigger_health()

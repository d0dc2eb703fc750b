-- The greatest id in trigger_error_log, 0 when it is empty.
SELECT coalesce(max(id), 0) FROM readable

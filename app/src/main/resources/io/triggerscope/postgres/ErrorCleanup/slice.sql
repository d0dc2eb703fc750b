-- Deletes up to :slice rows that are older than :retentionDays days, oldest first; says how many.
SELECT cleanup_trigger_error_log(:retentionDays, :slice)

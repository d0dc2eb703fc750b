-- Deletes up to :slice rows that are older than :days days, oldest first; says how many, and in which transaction.
SELECT rows, txid_current() AS transaction, rows AS chosen, NULL AS last_time, NULL AS last_id
  FROM cleanup_trigger_error_log(:days, :slice) AS rows

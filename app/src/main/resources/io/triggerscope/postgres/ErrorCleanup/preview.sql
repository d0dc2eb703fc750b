-- What a clean-up of trigger_error_log would delete and keep when :retentionDays days are kept.
SELECT count(*) FILTER (WHERE occurred_at < before) AS rows_to_delete,
       count(*) FILTER (WHERE occurred_at >= before) AS rows_to_keep,
       min(occurred_at) AS oldest,
       max(occurred_at) FILTER (WHERE occurred_at < before) AS newest_to_delete
  FROM trigger_error_log,
       (SELECT now() - make_interval(days => least(:retentionDays, 365000)) AS before) AS cut

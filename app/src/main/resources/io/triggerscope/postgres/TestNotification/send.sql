-- A notification for nobody: its table does not exist and its operation is TEST.
-- It is delivered when the transaction commits.
SELECT CAST(pg_notify(
    :channel,
    CAST(jsonb_build_object(
        'table', 'triggerscope_test',
        'operation', 'TEST',
        'user_id', NULL,
        'record_id', :id,
        'agent_id', NULL,
        'timestamp', extract(epoch FROM clock_timestamp()),
        'batch_id', CAST(txid_current() AS text)
    ) AS text)
) AS text)

-- Sends the probe.
SELECT CAST(pg_notify(:channel, 'probe') AS text)

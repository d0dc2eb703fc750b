-- The one row of a versioned migration, if it still says what was listed.
UPDATE triggerscope_schema_history SET checksum = :checksum
 WHERE version = :version AND success AND checksum = :recorded

-- Their scripts are run again.
DELETE FROM triggerscope_schema_history WHERE NOT success

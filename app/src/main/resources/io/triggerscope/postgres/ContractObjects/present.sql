-- Which objects of the contract the search path finds, which is the connection's schema.
SELECT to_regclass('trigger_error_log') IS NOT NULL AS error_log,
       to_regprocedure('notify_cache_invalidation()') IS NOT NULL AS notify_function

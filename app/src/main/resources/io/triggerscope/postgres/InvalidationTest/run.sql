-- Each row is one check: name, passed (null: skipped), detail.
SELECT * FROM test_cache_invalidation()

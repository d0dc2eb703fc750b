-- The columns of trigger_error_log in the order of the table, each with its type.
SELECT a.attname AS name,
       format_type(a.atttypid, NULL) AS type,
       NOT a.attnotnull AS nullable,
       EXISTS (SELECT FROM pg_index i
                WHERE i.indrelid = a.attrelid AND i.indkey[0] = a.attnum AND i.indisvalid) AS indexed,
       EXISTS (SELECT FROM pg_index i
                WHERE i.indrelid = a.attrelid AND i.indkey[0] = a.attnum AND i.indisvalid
                  AND i.indisunique AND i.indnkeyatts = 1 AND i.indpred IS NULL) AS "unique"
  FROM pg_attribute a
 WHERE a.attrelid = CAST('trigger_error_log' AS regclass) AND a.attnum > 0 AND NOT a.attisdropped
 ORDER BY a.attnum

-- Each row of trigger_error_log, with what our trigger tells in the JSON of error_context, and with the
-- fingerprint of its message: the text with all that varies replaced.
SELECT id, table_name, operation, error_message, error_context, occurred_at,
       -- not by a regular expression, which takes three times as long, and is needed of every row
       CASE WHEN error_context LIKE '{%' AND ltrim(left(split_part(error_context, '"sqlstate"', 2), 16), ' :') LIKE '"_____"%'
            THEN substr(ltrim(left(split_part(error_context, '"sqlstate"', 2), 16), ' :'), 2, 5) END AS sqlstate,
       CASE WHEN error_context LIKE '{%' THEN
         substring(left(split_part(error_context, '"txid"', 2), 32) FROM '^ *: *"?([0-9]+)') END AS batch_id,
       regexp_replace(left(error_message, :fingerprint_length) COLLATE "C", :variable, :replacement, 'g') AS fingerprint
  FROM trigger_error_log

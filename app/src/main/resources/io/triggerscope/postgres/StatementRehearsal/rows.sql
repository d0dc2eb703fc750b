-- The rows changed in this transaction so far, also by triggers and foreign keys.
SELECT CASE WHEN schemaname = :schema THEN quote_ident(relname) ELSE format('%I.%I', schemaname, relname) END AS relation,
       n_tup_ins AS inserted, n_tup_upd AS updated, n_tup_del AS deleted
  FROM pg_stat_xact_user_tables
 WHERE n_tup_ins + n_tup_upd + n_tup_del > 0
 ORDER BY n_tup_ins + n_tup_upd + n_tup_del DESC, relation

-- Everything in the schemas of users that a migration may make, each with its definition of this moment.
SELECT kind, full_name AS name, coalesce(definition, '') AS definition
  FROM (
    SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table'
                          WHEN 'S' THEN 'sequence' WHEN 'c' THEN 'type' WHEN 'i' THEN 'index' WHEN 'I' THEN 'index'
                          ELSE 'table' END AS kind,
           c.relnamespace AS namespace,
           quote_ident(c.relname) AS name,
           concat_ws(E'\n',
             CASE WHEN c.relkind IN ('i', 'I') THEN pg_get_indexdef(c.oid)
                  WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid)
                  WHEN c.relkind <> 'S' THEN
                    (SELECT string_agg(concat_ws(' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
                                                 CASE WHEN a.attnotnull THEN 'NOT NULL' END,
                                                 'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid)), E'\n' ORDER BY a.attnum)
                       FROM pg_attribute a
                       LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) END,
             (SELECT string_agg(format('CONSTRAINT %I %s', conname, pg_get_constraintdef(oid)), E'\n' ORDER BY conname)
                FROM pg_constraint WHERE conrelid = c.oid AND contype <> 'n'),
             CASE WHEN c.relkind = 'i' AND NOT (SELECT indisvalid FROM pg_index WHERE indexrelid = c.oid) THEN 'not valid' END,
             'privileges ' || c.relacl::text,
             'comment ' || obj_description(c.oid, 'pg_class')) AS definition
      FROM pg_class c
     WHERE c.relkind <> 't'
    UNION ALL
    SELECT CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END,
           p.pronamespace,
           format('%I(%s)', p.proname, pg_get_function_identity_arguments(p.oid)),
           concat_ws(E'\n', rtrim(pg_get_functiondef(p.oid), E'\n'), 'privileges ' || p.proacl::text,
                     'comment ' || obj_description(p.oid, 'pg_proc'))
      FROM pg_proc p
     WHERE p.prokind IN ('f', 'p', 'w')
    UNION ALL
    SELECT 'trigger',
           c.relnamespace,
           format('%I on %I', t.tgname, c.relname),
           concat_ws(E'\n', pg_get_triggerdef(t.oid, true),
                     CASE t.tgenabled WHEN 'D' THEN 'disabled' WHEN 'A' THEN 'enabled always' WHEN 'R' THEN 'enabled replica' END,
                     'comment ' || obj_description(t.oid, 'pg_trigger'))
      FROM pg_trigger t
      JOIN pg_class c ON c.oid = t.tgrelid
     WHERE NOT t.tgisinternal AND t.tgparentid = 0
    UNION ALL
    SELECT 'type', y.typnamespace, quote_ident(y.typname),
           (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = y.oid)
      FROM pg_type y
     WHERE y.typtype = 'e'
  ) AS object
  JOIN pg_namespace n ON n.oid = object.namespace
 CROSS JOIN LATERAL (SELECT CASE WHEN n.nspname = :schema THEN object.name
                                 ELSE quote_ident(n.nspname) || '.' || object.name END) AS shown (full_name)
 WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
 ORDER BY kind, full_name

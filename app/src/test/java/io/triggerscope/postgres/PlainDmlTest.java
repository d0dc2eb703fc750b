package io.triggerscope.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainDmlTest {

  private static final String NOT_DML = "It is no INSERT, UPDATE, DELETE or MERGE.";
  private static final String SEVERAL = "It is more than one statement.";
  private static final String OPEN = "A quote or a comment in it does not end.";
  private static final String PARTS =
      "It changes rows in a part of it as well: rehearse that on its own.";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM t",
        "delete from t;",
        "DELETE FROM t ; -- done\n /* really */ ;",
        "/* why /* nested; */ ; */ UPDATE t SET a = 1",
        "-- DROP TABLE t;\nUPDATE t SET a = ';' WHERE b = 'it''s; DROP TABLE t'",
        "UPDATE t SET a = E'\\'; DROP TABLE t; --' WHERE b",
        "UPDATE t SET a = $$; DROP TABLE t;$$",
        "UPDATE t SET a = $x$ $$; $y$; $x$ WHERE b = 'c'",
        "UPDATE \"t;\" SET \"a\"\";\" = 1",
        "UPDATE t SET a = U&'d\\0061t;' WHERE b = B'1' AND c = x'1F'",
        "INSERT INTO t (a) VALUES ('1'), (2) ON CONFLICT (a) DO UPDATE SET a = 3 RETURNING *",
        "INSERT INTO t SELECT * FROM u FOR UPDATE",
        "MERGE INTO t USING u ON a = b WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (1)",
        "WITH x AS (SELECT 1 AS a) UPDATE t SET a = x.a FROM x",
        "WITH RECURSIVE x (a) AS MATERIALIZED (VALUES (1)) DELETE FROM t USING x",
        "UPDATE t SET a = (SELECT count(*) FROM deleted)",
        "UPDATE tE SET a=nameE'\\' WHERE b = '1'",
        "UPDATE t SET a$b$ = 1, c$b$ = 2",
        "UPDATE t SET a = a ? 'b' AND c @> '{\"d\": 1}'::jsonb"
      })
  void onePlainStatementIsTaken(String sql) {
    assertThat(PlainDml.refusal(sql)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "SELECT pg_terminate_backend(1)",
        "EXPLAIN ANALYZE DELETE FROM t",
        "EXPLAIN (ANALYZE false) DELETE FROM t",
        "(ANALYZE, FORMAT JSON) DELETE FROM t",
        "(DELETE FROM t)",
        "ANALYZE DELETE",
        "VERBOSE DELETE FROM t",
        "WITH x AS (SELECT 1) SELECT * FROM x",
        "WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x",
        "WITH x AS (SELECT 1) TABLE x",
        "WITH",
        "TRUNCATE t",
        "COPY t FROM PROGRAM 'rm'",
        "DO $$ BEGIN DELETE FROM t; END $$",
        "CALL p()",
        "PREPARE p AS DELETE FROM t",
        "EXECUTE p",
        "CREATE TABLE u AS SELECT 1",
        "COMMIT",
        "BEGIN",
        "\"DELETE\" FROM t",
        "'DELETE'",
        "$$DELETE$$ FROM t",
        "\\! rm"
      })
  void whatIsNoDmlIsRefused(String sql) {
    assertThat(PlainDml.refusal(sql)).isEqualTo(Optional.of(NOT_DML));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM t; DROP TABLE t",
        "DELETE FROM t;COMMIT;",
        "DELETE FROM t /* ; */ ; /* */ COMMIT",
        "UPDATE t SET a = '\\'; DROP TABLE t; --'",
        "UPDATE t SET a = $a$ $a$; COMMIT",
        "UPDATE t SET a = 1 -- \n; COMMIT",
        "UPDATE t SET a = 1 -- \r; COMMIT",
        "UPDATE t SET a = U&'\\'; COMMIT; --'"
      })
  void severalStatementsAreRefused(String sql) {
    assertThat(PlainDml.refusal(sql)).isEqualTo(Optional.of(SEVERAL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE t SET a = 'b",
        "UPDATE t SET a = \"b",
        "UPDATE t SET a = E'b\\'",
        "UPDATE t SET a = $$b",
        "UPDATE t SET a = $x$b$X$",
        "UPDATE t SET a = $a$b$; COMMIT; $a$ c $a$ ; COMMIT",
        "UPDATE t /* SET",
        "UPDATE t /* /* */ SET",
        "UPDATE t /*"
      })
  void whatDoesNotEndIsRefused(String sql) {
    assertThat(PlainDml.refusal(sql)).isEqualTo(Optional.of(OPEN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WITH x AS (DELETE FROM t RETURNING *) INSERT INTO u SELECT * FROM x",
        "WITH x AS (/* */ -- \n insert INTO t VALUES (1) RETURNING *) DELETE FROM u",
        "WITH x AS NOT MATERIALIZED (UPDATE t SET a = 1 RETURNING *) UPDATE u SET a = 1"
      })
  void whatChangesRowsInAPartIsRefused(String sql) {
    assertThat(PlainDml.refusal(sql)).isEqualTo(Optional.of(PARTS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", ";", "-- DELETE FROM t", "/* DELETE FROM t */ ;;"})
  void nothingIsRefused(String sql) {
    assertThat(PlainDml.refusal(sql)).isEqualTo(Optional.of("There is no statement in it."));
  }
}

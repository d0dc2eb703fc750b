package io.triggerscope.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "COMMIT                                       | COMMIT",
        "create table t (); commit; drop table t      | COMMIT",
        "COMMIT AND CHAIN                             | COMMIT",
        "SELECT 1; /* ; */ END                        | END",
        "ABORT                                        | ABORT",
        "ROLLBACK AND CHAIN                           | ROLLBACK",
        "rollback                                     | ROLLBACK",
        "PREPARE TRANSACTION 'x'                      | PREPARE TRANSACTION",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END; COMMIT"
            + " | COMMIT"
      })
  void whatEndsATransactionIsFound(String sql, String name) {
    assertThat(ScriptText.transactionEnd(sql)).contains(name);
    assertThat(ScriptText.transactionStatement(sql)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SELECT 'a; COMMIT; b' -- ; COMMIT",
        "DO $$ BEGIN COMMIT; END $$",
        "SELECT CASE WHEN true THEN 1 END; SELECT 1 AS commit",
        "PREPARE p AS SELECT 1",
        "CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM u; NOTIFY x)",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END",
        "CREATE TABLE t (\"commit\" int, \"end\" int); COMMENT ON TABLE t IS 'END; COMMIT'"
      })
  void whatOnlyLooksLikeItIsNot(String sql) {
    assertThat(ScriptText.transactionStatement(sql)).isEmpty();
    assertThat(ScriptText.refusal(sql)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "BEGIN; SELECT 1, BEGIN",
    "START TRANSACTION, START",
    "SAVEPOINT s, SAVEPOINT",
    "ROLLBACK WORK TO SAVEPOINT s, ROLLBACK TO"
  })
  void whatHandlesATransactionWithoutEndingItIsToldApart(String sql, String name) {
    assertThat(ScriptText.transactionStatement(sql)).contains(name);
    assertThat(ScriptText.transactionEnd(sql)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\i other.sql", "\\set x 1\nSELECT :x", "SELECT 1 \\gexec"})
  void commandsOfPsqlAreRefusedInWords(String sql) {
    assertThat(ScriptText.refusal(sql))
        .contains("A backslash in it begins a command of psql, which the server does not know.");
  }

  @Test
  void backslashesInStringsAreNoCommands() {
    assertThat(ScriptText.refusal("SELECT '\\i', E'\\'', $$\\i$$, \"\\i\" -- \\i\n/* \\i */"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 'a", "SELECT 1 /* a", "DO $$ BEGIN", "SELECT \"a"})
  void whatDoesNotEndIsRefused(String sql) {
    assertThat(ScriptText.refusal(sql)).contains("A quote or a comment in it does not end.");
  }

  @Test
  void aStringOfAnyLengthIsRead() {
    assertThat(ScriptText.refusal("SELECT '" + "a''".repeat(200_000) + "'")).isEmpty();
  }
}

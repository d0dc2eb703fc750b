package io.triggerscope.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StackFrameTest {

  @Test
  void theFunctionsOfAStackAreFoundWhateverTheServersLanguage() {
    assertThat(
            StackFrame.of(
                """
                SQL statement "SELECT pg_notify(7)"
                PL/pgSQL function notify_cache_invalidation() line 41 at PERFORM
                PL/pgSQL-Funktion app."Odd Name"(integer,text) Zeile 3 bei RAISE
                fonction PL/pgSQL f(jsonb), ligne 12 à affectation
                SQL function "g" statement 2
                """))
        .containsExactly(
            new StackFrame("notify_cache_invalidation()", 41),
            new StackFrame("app.\"Odd Name\"(integer,text)", 3),
            new StackFrame("f(jsonb)", 12));
  }
}

package io.triggerscope.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContextTextTest {

  @Test
  void aContextOfOurTriggerIsLaidOutWithItsStackApart() {
    var raw = "{\"sqlstate\":\"22023\",\"context\":\"line 41\\nline 2\",\"role\":\"app\"}";
    assertThat(ContextText.of(raw))
        .isEqualTo(
            new ContextText(
                raw,
                """
                {
                  "sqlstate": "22023",
                  "role": "app"
                }\
                """,
                "line 41\nline 2"));
  }

  @Test
  void anyOtherTextIsShownAsItIs() {
    assertThat(ContextText.of("PL/pgSQL function f()"))
        .isEqualTo(new ContextText("PL/pgSQL function f()", null, null));
    assertThat(ContextText.of("[1, 2]")).isEqualTo(new ContextText("[1, 2]", null, null));
    assertThat(ContextText.of(null)).isEqualTo(new ContextText("", null, null));
  }
}

package io.triggerscope.feed.capture;

import static io.triggerscope.feed.capture.Captures.NOON;
import static io.triggerscope.feed.capture.Captures.ORIGIN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.triggerscope.model.Finding;
import io.triggerscope.model.Finding.Severity;
import io.triggerscope.model.Health;
import io.triggerscope.model.Marker;
import io.triggerscope.model.TriggerError;
import io.triggerscope.model.TriggerHealth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class CaptureLineTest {

  @Test
  void everyKindOfLineComesBackAsItWas() {
    var odd = "\u0000\t\n\r\"\\{} ä€ 😀 \ud83d half \u2028";
    for (var line :
        List.of(
            new CaptureLine.Header("tscope", 1, 2, NOON, ORIGIN),
            new CaptureLine.Received(NOON, NOON.minusNanos(1), odd),
            new CaptureLine.Quiet(NOON),
            new CaptureLine.Counted(NOON, Map.of("calls", Long.MAX_VALUE)),
            new CaptureLine.Resumed(NOON, NOON, NOON.plusSeconds(1), odd, Map.of()),
            new CaptureLine.Resumed(NOON, NOON, NOON.plusSeconds(1), "", null),
            new CaptureLine.Marked(NOON, new Marker(NOON, odd)),
            new CaptureLine.Logged(
                NOON, new TriggerError(7, null, null, odd, null, NOON, null, null)),
            new CaptureLine.Checked(
                NOON,
                new Health(
                    List.of(
                        new TriggerHealth(
                            "calls", "INSERT", "t", true, "O", false, 1, 2, NOON, odd)),
                    List.of(new Finding(Severity.WARNING, "a", "b", "c")))),
            new CaptureLine.NotRecorded(NOON, 3, 4),
            new CaptureLine.Continued(NOON, 2),
            new CaptureLine.End(NOON))) {
      var text = CaptureLine.Json.write(line);
      assertThat(new String(text, UTF_8)).doesNotContain("\n", "\r");
      assertThat(CaptureLine.Json.read(text)).isEqualTo(line);
    }
  }

  @Test
  void aNotificationIsWrittenAsTheFormatSays() {
    assertThat(
            new String(
                CaptureLine.Json.write(new CaptureLine.Received(NOON, NOON, "{\"table\":\"é\"}")),
                UTF_8))
        .isEqualTo(
            """
            {"type":"notification","at":"2026-11-22T12:00:00.123456789Z",\
            "received":"2026-11-22T12:00:00.123456789Z","payload":"{\\"table\\":\\"\\u00E9\\"}"}""");
  }

  @Test
  void whatALaterVersionAddsIsIgnored() {
    assertThat(
            CaptureLine.Json.read(
                "{\"type\":\"quiet\",\"at\":\"2026-11-22T12:00:00.123456789Z\",\"new\":[1]}"
                    .getBytes(UTF_8)))
        .isEqualTo(new CaptureLine.Quiet(NOON));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"type\":\"unheard_of\"}",
        "{\"type\":\"quiet\"}",
        "{\"type\":\"quiet\",\"at\":null}",
        "{\"type\":\"quiet\",\"at\":\"noon\"}",
        "{\"type\":\"notification\",\"at\":\"2026-11-22T12:00:00Z\",\"received\":\"2026-11-22T12:00:00Z\"}",
        "{\"type\":\"notification\",\"at\":\"2026-11-22T12:00:00Z\",\"received\":\"2026-11-22T12:00:00Z\",\"payload\":null}",
        "{\"type\":\"end\",\"at\":\"2026-11-22T12:00:00Z\"}{\"type\":\"end\"}",
        "{\"type\":\"end\",\"at\":\"2026-11-22T12:00:0",
      })
  void whatIsNoLineIsRefused(String text) {
    assertThatThrownBy(() -> CaptureLine.Json.read(text.getBytes(UTF_8)))
        .isInstanceOf(JacksonException.class);
  }
}

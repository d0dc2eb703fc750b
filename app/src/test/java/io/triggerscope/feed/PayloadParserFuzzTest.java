package io.triggerscope.feed;

import static io.triggerscope.feed.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.triggerscope.feed.PayloadParser.Parsed;
import io.triggerscope.model.Utf8Text;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever comes, the parser says what Jackson's tokens say, and keeps the payload. */
class PayloadParserFuzzTest {

  private static final long SEED = 77298;

  private final RandomPayloads random = new RandomPayloads(SEED);

  /** One for all, so that whatever it remembers of one payload meets many others. */
  private final PayloadParser parser = new PayloadParser();

  private int understood;

  @Test
  void objectsAreReadAsJacksonReadsThem() {
    for (int round = 0; round < 4_000; round++) {
      check(random.object());
    }
    assertThat(understood).as("else nothing was compared").isGreaterThan(300);
  }

  @Test
  void brokenObjectsAreReadAsJacksonReadsThem() {
    for (int round = 0; round < 4_000; round++) {
      var broken = random.object();
      for (int change = 0; change < 3; change++) {
        broken = random.changed(broken);
        check(broken);
      }
    }
    assertThat(understood).as("else nothing was compared").isGreaterThan(300);
  }

  @Test
  void rubbishIsReadAsJacksonReadsIt() {
    for (int round = 0; round < 5_000; round++) {
      check(random.rubbish());
    }
  }

  private void check(String text) {
    // half a surrogate pair, which the server's encodings do not have, becomes a question mark
    var payload = Utf8Text.of(text);
    var parsed = parser.parse(payload, NOON);
    var withoutMemory = new PayloadParser().parse(payload, NOON);
    var byJackson = JacksonPayloadParser.parse(payload.toString(), NOON);
    if (!parsed.equals(withoutMemory) || !sameAs(parsed, byJackson)) {
      fail(
          "seed %d, payload: %s\n%s\nwithout memory: %s\nby Jackson: %s",
          SEED, payload, parsed, withoutMemory, byJackson);
    }
    assertThat(textOf(parsed)).isSameAs(payload);
    understood += parsed instanceof Parsed.Understood ? 1 : 0;
  }

  /** The words about what is not JSON are our own. */
  private static boolean sameAs(Parsed parsed, Parsed byJackson) {
    return parsed.equals(byJackson)
        || parsed instanceof Parsed.NotUnderstood
            && byJackson instanceof Parsed.NotUnderstood(var malformed)
            && malformed.reason().startsWith("not ");
  }

  private static @Nullable Utf8Text textOf(Parsed parsed) {
    return switch (parsed) {
      case Parsed.Understood(var notification) -> notification.text();
      case Parsed.NotUnderstood(var malformed) -> malformed.text();
    };
  }
}

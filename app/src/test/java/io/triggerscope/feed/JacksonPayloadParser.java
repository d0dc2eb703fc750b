package io.triggerscope.feed;

import io.triggerscope.feed.PayloadParser.Parsed;
import io.triggerscope.model.Malformed;
import io.triggerscope.model.Notification;
import io.triggerscope.model.Utf8Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What {@link PayloadParser} should say, by Jackson's tokens: the measure of the properties. */
final class JacksonPayloadParser {

  private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);
  private static final JsonFactory JSON = new JsonFactory();

  private JacksonPayloadParser() {}

  static Parsed parse(String payload, Instant receivedAt) {
    try {
      return new Parsed.Understood(read(payload, receivedAt));
    } catch (NotExpected e) {
      return new Parsed.NotUnderstood(new Malformed(receivedAt, Utf8Text.of(payload), e.reason));
    } catch (JacksonException e) {
      return new Parsed.NotUnderstood(new Malformed(receivedAt, Utf8Text.of(payload), "not JSON"));
    }
  }

  private static Notification read(String payload, Instant receivedAt) throws NotExpected {
    var texts = new HashMap<String, @Nullable String>();
    Instant timestamp = null;
    try (var parser = JSON.createParser(ObjectReadContext.empty(), payload)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        throw new NotExpected("not a JSON object");
      }
      for (var name = parser.nextName(); name != null; name = parser.nextName()) {
        parser.nextToken();
        switch (name) {
          case "table", "operation", "batch_id" -> {
            if (textOrNull(name, parser) == null) {
              throw new NotExpected("field " + name + " is null");
            }
            texts.put(name, parser.getString());
          }
          case "user_id", "record_id", "agent_id" -> texts.put(name, textOrNull(name, parser));
          case "timestamp" -> timestamp = time(parser);
          default -> parser.skipChildren();
        }
      }
      requireEnd(parser);
    }
    return notification(texts, timestamp, receivedAt, payload);
  }

  private static void requireEnd(JsonParser parser) throws NotExpected {
    boolean end;
    try {
      end = parser.nextToken() == null;
    } catch (JacksonException _) {
      end = false;
    }
    if (!end) {
      throw new NotExpected("text after the JSON object");
    }
  }

  private static Notification notification(
      Map<String, @Nullable String> texts, @Nullable Instant timestamp, Instant at, String payload)
      throws NotExpected {
    return new Notification(
        required("table", texts.get("table")),
        required("operation", texts.get("operation")),
        texts.containsKey("user_id") ? texts.get("user_id") : required("user_id", null),
        texts.containsKey("record_id") ? texts.get("record_id") : required("record_id", null),
        texts.get("agent_id"),
        required("timestamp", timestamp),
        required("batch_id", texts.get("batch_id")),
        at,
        Utf8Text.of(payload));
  }

  private static <T> T required(String field, @Nullable T value) throws NotExpected {
    if (value == null) {
      throw new NotExpected("field " + field + " is missing");
    }
    return value;
  }

  private static @Nullable String textOrNull(String field, JsonParser parser) throws NotExpected {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_STRING, VALUE_NUMBER_INT -> parser.getString();
      default -> {
        parser.getString();
        parser.skipChildren();
        throw new NotExpected("field " + field + " is neither text nor number");
      }
    };
  }

  private static Instant time(JsonParser parser) throws NotExpected {
    if (!parser.currentToken().isNumeric()) {
      parser.getString();
      parser.skipChildren();
      throw new NotExpected("field timestamp is not a number");
    }
    var parts = parser.getString().split("[eE]", -1);
    var seconds = new BigDecimal(parts[0]);
    var exponent = parts.length == 1 ? BigInteger.ZERO : new BigInteger(parts[1]);
    if (seconds.signum() == 0) {
      return Instant.EPOCH;
    }
    // beyond this, and with at most 1,000 digits, it is no time or nothing for sure
    int clamped =
        exponent.max(BigInteger.valueOf(-2_000)).min(BigInteger.valueOf(2_000)).intValueExact();
    var nanos = seconds.scaleByPowerOfTen(clamped + 9).toBigInteger();
    var parted = nanos.divideAndRemainder(NANOS);
    if (outOfRange(nanos)) {
      throw new NotExpected("field timestamp is not a time");
    }
    return Instant.ofEpochSecond(parted[0].longValueExact(), parted[1].longValueExact());
  }

  private static boolean outOfRange(BigInteger nanos) {
    return nanos.compareTo(nanos(Instant.MIN)) < 0 || nanos.compareTo(nanos(Instant.MAX)) > 0;
  }

  private static BigInteger nanos(Instant time) {
    return BigInteger.valueOf(time.getEpochSecond())
        .multiply(NANOS)
        .add(BigInteger.valueOf(time.getNano()));
  }

  private static final class NotExpected extends Exception {
    private static final long serialVersionUID = 1L;
    final String reason;

    NotExpected(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }
}

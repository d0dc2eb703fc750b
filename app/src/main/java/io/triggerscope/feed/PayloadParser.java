package io.triggerscope.feed;

import io.triggerscope.model.Malformed;
import io.triggerscope.model.Notification;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Turns a payload into a {@link Notification}, or says why it cannot. Unknown fields are skipped
 * here and stay in the payload. Immutable.
 */
public final class PayloadParser {

  /** What a payload turned out to be. */
  public sealed interface Parsed {
    record Understood(Notification notification) implements Parsed {}

    record NotUnderstood(Malformed malformed) implements Parsed {}
  }

  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);
  private static final BigDecimal GREATEST_SECOND =
      BigDecimal.valueOf(Instant.MAX.getEpochSecond());

  private final JsonFactory json = new JsonFactory();

  /**
   * Parses one payload; never throws for what it contains.
   *
   * @param receivedAt when it was read from the socket
   */
  public Parsed parse(String payload, Instant receivedAt) {
    try (var parser = json.createParser(ObjectReadContext.empty(), payload)) {
      return new Parsed.Understood(read(parser, payload, receivedAt));
    } catch (NotExpected e) {
      return new Parsed.NotUnderstood(new Malformed(receivedAt, payload, e.reason));
    } catch (JacksonException e) {
      var reason = payload.isBlank() ? "empty payload" : "not JSON: " + e.getOriginalMessage();
      return new Parsed.NotUnderstood(new Malformed(receivedAt, payload, reason));
    }
  }

  private static Notification read(JsonParser parser, String payload, Instant receivedAt)
      throws NotExpected {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new NotExpected(payload.isBlank() ? "empty payload" : "not a JSON object");
    }
    String table = null;
    String operation = null;
    Text userId = null;
    Text recordId = null;
    String agentId = null;
    Instant timestamp = null;
    String batchId = null;
    for (var name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      switch (name) {
        case "table" -> table = text(name, parser).intern();
        case "operation" -> operation = text(name, parser).intern();
        case "user_id" -> userId = new Text(textOrNull(name, parser));
        case "record_id" -> recordId = new Text(textOrNull(name, parser));
        case "agent_id" -> agentId = textOrNull(name, parser);
        case "timestamp" -> timestamp = epochSeconds(name, parser);
        case "batch_id" -> batchId = text(name, parser);
        default -> parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw new NotExpected("text after the JSON object");
    }
    return new Notification(
        required("table", table),
        required("operation", operation),
        required("user_id", userId).value,
        required("record_id", recordId).value,
        agentId,
        required("timestamp", timestamp),
        required("batch_id", batchId),
        receivedAt,
        payload);
  }

  private static <T> T required(String field, @Nullable T value) throws NotExpected {
    if (value == null) {
      throw new NotExpected("field " + field + " is missing");
    }
    return value;
  }

  private static String text(String field, JsonParser parser) throws NotExpected {
    var text = textOrNull(field, parser);
    if (text == null) {
      throw new NotExpected("field " + field + " is null");
    }
    return text;
  }

  /** Ids may be numbers: bigint keys are common. */
  private static @Nullable String textOrNull(String field, JsonParser parser) throws NotExpected {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_STRING, VALUE_NUMBER_INT -> parser.getString();
      case null, default -> throw new NotExpected("field " + field + " is neither text nor number");
    };
  }

  private static Instant epochSeconds(String field, JsonParser parser) throws NotExpected {
    if (!parser.currentToken().isNumeric()) {
      throw new NotExpected("field " + field + " is not a number");
    }
    var seconds = parser.getDecimalValue();
    if (seconds.abs().compareTo(GREATEST_SECOND) > 0) {
      throw new NotExpected("field " + field + " is not a time");
    }
    var whole = seconds.toBigInteger().longValue();
    var nanos = seconds.remainder(BigDecimal.ONE).multiply(NANOS).longValue();
    return Instant.ofEpochSecond(whole, nanos);
  }

  /** A text that was there, though it may have been null. */
  private record Text(@Nullable String value) {}

  private static final class NotExpected extends Exception {
    private static final long serialVersionUID = 1L;
    final String reason;

    NotExpected(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }
}

package io.triggerscope.feed;

import io.triggerscope.model.Malformed;
import io.triggerscope.model.Notification;
import io.triggerscope.model.Utf8Text;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Turns a payload into a {@link Notification}, or says why it cannot. Unknown fields are skipped
 * here and stay in the payload. Confined to the feed thread.
 */
public final class PayloadParser {

  /** What a payload turned out to be. */
  public sealed interface Parsed {
    record Understood(Notification notification) implements Parsed {}

    record NotUnderstood(Malformed malformed) implements Parsed {}
  }

  private final JsonScanner json = new JsonScanner();
  private final PayloadShape shape = new PayloadShape();
  private final RecentTexts tables = new RecentTexts(32);
  private final RecentTexts operations = new RecentTexts(32);
  private final RecentTexts users = new RecentTexts(256);
  private final RecentTexts agents = new RecentTexts(1024);
  private final RecentTexts batches = new RecentTexts(1);
  private final EpochSeconds times = new EpochSeconds();

  /**
   * Parses one payload; never throws for what it contains.
   *
   * @param receivedAt when it was read from the socket
   */
  public Parsed parse(Utf8Text payload, Instant receivedAt) {
    try {
      return new Parsed.Understood(read(payload, receivedAt));
    } catch (NotExpected e) {
      return new Parsed.NotUnderstood(new Malformed(receivedAt, payload, e.reason));
    } catch (NotJson e) {
      var reason = payload.toString().isBlank() ? "empty payload" : "not JSON: " + e.reason;
      return new Parsed.NotUnderstood(new Malformed(receivedAt, payload, reason));
    }
  }

  private Notification read(Utf8Text payload, Instant receivedAt) throws NotExpected, NotJson {
    json.open(payload);
    if (json.next() != '{') {
      json.skip();
      throw new NotExpected("not a JSON object");
    }
    String table = null;
    String operation = null;
    String userId = null;
    String recordId = null;
    String agentId = null;
    Instant timestamp = null;
    String batchId = null;
    boolean hasUser = false;
    boolean hasRecord = false;
    int values = 0;
    for (var field = first(); field != null; field = another(values)) {
      values++;
      switch (field) {
        case TABLE -> table = text(field, tables);
        case OPERATION -> operation = text(field, operations);
        case USER_ID -> {
          userId = textOrNull(field, users);
          hasUser = true;
        }
        case RECORD_ID -> {
          recordId = recordId();
          hasRecord = true;
        }
        case AGENT_ID -> agentId = textOrNull(field, agents);
        case TIMESTAMP -> timestamp = epochSeconds();
        case BATCH_ID -> batchId = text(field, batches);
        case OTHER -> json.skip();
      }
    }
    if (!json.atEnd()) {
      throw new NotExpected("text after the JSON object");
    }
    return new Notification(
        required(Field.TABLE, table),
        required(Field.OPERATION, operation),
        hasUser ? userId : required(Field.USER_ID, userId),
        hasRecord ? recordId : required(Field.RECORD_ID, recordId),
        agentId,
        required(Field.TIMESTAMP, timestamp),
        required(Field.BATCH_ID, batchId),
        receivedAt,
        payload);
  }

  /** The field of the first value; null if there is none. */
  private @Nullable Field first() throws NotJson {
    if (shape.takeBefore(0, json)) {
      return shape.field(0);
    }
    int from = json.position();
    return json.enter('}') ? learned(0, from) : null;
  }

  /** The field of the value after so many; null if there is none. */
  private @Nullable Field another(int values) throws NotJson {
    if (shape.takeBefore(values, json)) {
      return shape.field(values);
    }
    if (shape.takeAfter(values, json)) {
      return null;
    }
    int from = json.position();
    if (json.another('}')) {
      return learned(values, from);
    }
    shape.learnAfter(values, json.since(from));
    return null;
  }

  private Field learned(int index, int from) throws NotJson {
    var field = json.name();
    shape.learnBefore(index, json.since(from), field);
    return field;
  }

  private static <T> T required(Field field, @Nullable T value) throws NotExpected {
    if (value == null) {
      throw new NotExpected("field " + field + " is missing");
    }
    return value;
  }

  private String text(Field field, RecentTexts recent) throws NotExpected, NotJson {
    var text = textOrNull(field, recent);
    if (text == null) {
      throw new NotExpected("field " + field + " is null");
    }
    return text;
  }

  private @Nullable String textOrNull(Field field, RecentTexts recent) throws NotExpected, NotJson {
    if (json.next() == '"') {
      return json.string(recent);
    }
    return nullOrNumber(field) ? json.text(recent) : null;
  }

  /** Kept nowhere: a row's key seldom comes again. */
  private @Nullable String recordId() throws NotExpected, NotJson {
    if (json.next() == '"') {
      json.string();
      return json.text();
    }
    return nullOrNumber(Field.RECORD_ID) ? json.text() : null;
  }

  /** Takes a whole number or null, which is false; ids may be numbers: bigint keys are common. */
  private boolean nullOrNumber(Field field) throws NotExpected, NotJson {
    boolean isNull = json.next() == 'n';
    boolean isNumber = json.numberIsNext();
    json.skip();
    if (isNull || isNumber && json.isWhole()) {
      return isNumber;
    }
    throw new NotExpected("field " + field + " is neither text nor number");
  }

  private Instant epochSeconds() throws NotExpected, NotJson {
    if (!json.numberIsNext()) {
      json.skip();
      throw new NotExpected("field timestamp is not a number");
    }
    var time = json.epochSeconds(times);
    if (time == null) {
      throw new NotExpected("field timestamp is not a time");
    }
    return time;
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

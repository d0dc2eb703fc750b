package io.triggerscope.feed.capture;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.triggerscope.model.Health;
import io.triggerscope.model.Marker;
import io.triggerscope.model.TriggerError;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** One line of a capture, which is its JSON by these names in snake case. Immutable. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @Type(value = CaptureLine.Header.class, name = "header"),
  @Type(value = CaptureLine.Received.class, name = "notification"),
  @Type(value = CaptureLine.Quiet.class, name = "quiet"),
  @Type(value = CaptureLine.Counted.class, name = "row_changes"),
  @Type(value = CaptureLine.Resumed.class, name = "blind_window"),
  @Type(value = CaptureLine.Marked.class, name = "marker"),
  @Type(value = CaptureLine.Logged.class, name = "trigger_error"),
  @Type(value = CaptureLine.Checked.class, name = "health"),
  @Type(value = CaptureLine.NotRecorded.class, name = "not_recorded"),
  @Type(value = CaptureLine.Continued.class, name = "continued"),
  @Type(value = CaptureLine.End.class, name = "end"),
})
public sealed interface CaptureLine {

  /** The {@code format} of every header. */
  String FORMAT = "tscope";

  /** The newest version of the format that is understood, and the one that is written. */
  int VERSION = 1;

  /**
   * The first line of each part.
   *
   * @param started when the recording began; the same in all parts of one capture
   * @param part counted from 1
   */
  record Header(String format, int version, int part, Instant started, Origin origin)
      implements CaptureLine {

    public Header {
      needed(format, started, origin);
    }
  }

  /** One payload as it came, read from the socket at {@code received}. */
  record Received(Instant at, Instant received, String payload) implements CaptureLine {

    public Received {
      needed(at, received, payload);
    }
  }

  /** Nothing came for a while, and that was seen. */
  record Quiet(Instant at) implements CaptureLine {

    public Quiet {
      needed(at);
    }
  }

  /** What the server counts of each table. */
  record Counted(Instant at, Map<String, Long> changes) implements CaptureLine {

    public Counted {
      needed(at);
      changes = Map.copyOf(changes);
    }
  }

  /** Listening was resumed; what was sent in between is gone. */
  record Resumed(
      Instant at, Instant from, Instant to, String reason, @Nullable Map<String, Long> changes)
      implements CaptureLine {

    public Resumed {
      needed(at, from, to, reason);
      changes = changes == null ? null : Map.copyOf(changes);
    }
  }

  record Marked(Instant at, Marker marker) implements CaptureLine {

    public Marked {
      needed(at, marker.at(), marker.label());
    }
  }

  /** A row of {@code trigger_error_log} that was read meanwhile. */
  record Logged(Instant at, TriggerError error) implements CaptureLine {

    public Logged {
      needed(at, error.occurredAt());
    }
  }

  /** What a check of the database found meanwhile. */
  record Checked(Instant at, Health health) implements CaptureLine {

    public Checked {
      needed(at);
      health.findings().forEach(f -> needed(f.severity(), f.summary(), f.evidence(), f.advice()));
      health.triggers().forEach(t -> needed(t.tableName(), t.event(), t.triggerName()));
    }
  }

  /**
   * What the file could not take fast enough.
   *
   * @param others lines of other kinds
   */
  record NotRecorded(Instant at, long notifications, long others) implements CaptureLine {

    public NotRecorded {
      needed(at);
    }
  }

  /** The last line of a part that another one follows. */
  record Continued(Instant at, int part) implements CaptureLine {

    public Continued {
      needed(at);
    }
  }

  /** The last line of a recording that was ended in order. */
  record End(Instant at) implements CaptureLine {

    public End {
      needed(at);
    }
  }

  /** Refuses what a damaged line lacks. */
  private static void needed(Object... values) {
    for (var value : values) {
      Objects.requireNonNull(value);
    }
  }

  /** Reads and writes lines, without their ends. Pure functions. */
  final class Json {

    /** Escapes what is beyond ASCII: so even half a surrogate pair comes back as it was. */
    private static final JsonMapper MAPPER =
        JsonMapper.builder(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private Json() {}

    static byte[] write(CaptureLine line) {
      return MAPPER.writerFor(CaptureLine.class).writeValueAsBytes(line);
    }

    /**
     * @throws JacksonException if it is not a line of a capture
     */
    static CaptureLine read(byte[] line) {
      var read = MAPPER.readValue(line, CaptureLine.class);
      if (read == null) {
        throw new StreamReadException(null, "the line holds null");
      }
      return read;
    }
  }
}

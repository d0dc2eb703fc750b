package io.triggerscope.feed.capture;

import io.triggerscope.feed.NotificationSource;
import io.triggerscope.model.Health;
import io.triggerscope.model.ListenState;
import io.triggerscope.model.Marker;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.RowChanges;
import io.triggerscope.model.TriggerError;
import io.triggerscope.model.Utf8Text;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a capture as fast as the feed takes it, at the times when it was recorded. Confined to the
 * thread that reads it, but for {@link #state()}, {@link #instant()} and {@link #contents()}.
 */
public final class CaptureSource implements NotificationSource.Timed {

  /** No reading that we write is as large. */
  private static final long LARGEST_READING = 64 << 20;

  private final Path path;
  private final CaptureFile file;
  private final Origin origin;
  private final Instant started;
  private final List<TriggerError> errors = new ArrayList<>();
  private volatile Instant now;
  private volatile ListenState state;
  private volatile Contents contents;
  private @Nullable Checked checked;
  private @Nullable CaptureLine pending;
  private boolean ended;

  /** A health report, and when it was recorded. Immutable. */
  public record Checked(Health health, Instant at) {}

  /**
   * What a capture holds besides what the feed reads. Immutable.
   *
   * @param started when the recording began
   * @param ended when it was last heard of
   * @param checked the last health report; null when there is none
   * @param notes what could not be read, in sentences
   */
  public record Contents(
      Path file,
      Origin origin,
      Instant started,
      Instant ended,
      List<TriggerError> errors,
      @Nullable Checked checked,
      List<String> notes) {}

  private CaptureSource(Path path, CaptureFile file) {
    this.path = path;
    this.file = file;
    this.origin = file.header().origin();
    this.started = file.header().started();
    this.now = started;
    this.state = new ListenState.Captured("Reading the capture " + path.getFileName() + ".", false);
    this.contents = contents(List.of());
  }

  /** Opens a capture; one that is none, or that cannot be read, is a failure in words. */
  public static Outcome<CaptureSource> open(Path path) {
    return CaptureFile.open(path).map(file -> new CaptureSource(path, file));
  }

  @Override
  public Reading read(Duration timeout) throws InterruptedException {
    while (!ended) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      var reading = reading(next());
      if (reading != null) {
        return reading;
      }
    }
    return new Reading.Ended();
  }

  private @Nullable CaptureLine next() {
    var line = pending;
    pending = null;
    return line == null ? file.next() : line;
  }

  /** Null for a line that the feed does not read. */
  private @Nullable Reading reading(@Nullable CaptureLine line) {
    return switch (line) {
      case null -> {
        end();
        yield null;
      }
      case CaptureLine.Received first -> received(first);
      case CaptureLine.Quiet(var at) -> at(at, new Reading.Quiet());
      case CaptureLine.Counted(var at, var changes) ->
          at(at, new Reading.Counted(new RowChanges(changes)));
      case CaptureLine.Resumed(var at, var from, var to, var reason, var changes) ->
          at(at, new Reading.Resumed(from, to, reason, rowChanges(changes)));
      case CaptureLine.Marked(var at, var marker) -> at(at, new Reading.Marked(marker));
      case CaptureLine.NotRecorded(var at, long notifications, _) ->
          at(at, new Reading.Marked(new Marker(at, notRecorded(notifications))));
      case CaptureLine.Logged(_, var error) -> {
        errors.add(error);
        yield null;
      }
      case CaptureLine.Checked(var at, var health) -> {
        checked = new Checked(health, at);
        yield null;
      }
      case CaptureLine.End(var at) -> {
        now = at;
        yield null;
      }
      case CaptureLine.Header _, CaptureLine.Continued _ -> null;
    };
  }

  private static @Nullable RowChanges rowChanges(@Nullable Map<String, Long> changes) {
    return changes == null ? null : new RowChanges(changes);
  }

  private static String notRecorded(long notifications) {
    return (notifications == 1 ? "1 notification" : notifications + " notifications")
        + " not recorded";
  }

  private Reading at(Instant at, Reading reading) {
    now = at;
    return reading;
  }

  /** All that was read together with {@code first}. */
  private Reading received(CaptureLine.Received first) {
    var payloads = new ArrayList<Utf8Text>();
    payloads.add(Utf8Text.of(first.payload()));
    long length = first.payload().length();
    var line = file.next();
    while (line instanceof CaptureLine.Received(var at, var received, var payload)
        && at.equals(first.at())
        && received.equals(first.received())
        && length < LARGEST_READING) {
      payloads.add(Utf8Text.of(payload));
      length += payload.length();
      line = file.next();
    }
    pending = line;
    return at(first.at(), new Reading.Received(payloads, first.received()));
  }

  private void end() {
    ended = true;
    contents = contents(file.notes());
    state =
        new ListenState.Captured(
            "This is the capture %s of %s, recorded from %s to %s (UTC)."
                .formatted(
                    path.getFileName(),
                    origin.connection(),
                    started.truncatedTo(ChronoUnit.SECONDS),
                    now.truncatedTo(ChronoUnit.SECONDS)),
            true);
  }

  private Contents contents(List<String> notes) {
    return new Contents(path, origin, started, now, List.copyOf(errors), checked, notes);
  }

  /** What it holds besides; complete once it was read to its end. */
  public Contents contents() {
    return contents;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ListenState state() {
    return state;
  }

  @Override
  public void close() {
    file.close();
    if (!ended) {
      end();
    }
  }
}

package io.triggerscope.viewmodel;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.Feed;
import io.triggerscope.feed.FeedSnapshot;
import io.triggerscope.feed.capture.CaptureSource;
import io.triggerscope.feed.capture.CaptureSource.Contents;
import io.triggerscope.feed.capture.RecordedErrors;
import io.triggerscope.model.Environment;
import io.triggerscope.model.Failure;
import io.triggerscope.model.ListenState;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TimeRange;
import io.triggerscope.model.TriggerErrorLog;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * A capture, read to its end: what was seen of a database, without that database. Its present is
 * the end of the recording, and nothing in it changes. Confined to the FX thread, but for {@link
 * #open}, which blocks.
 */
public final class CaptureSession implements Session {

  private final Contents contents;
  private final Threads threads;
  private final TriggerErrorLog errors;
  private final ReadOnlyObjectWrapper<FeedSnapshot> snapshot;

  private CaptureSession(Contents contents, FeedSnapshot snapshot, Threads threads) {
    this.contents = contents;
    this.threads = threads;
    this.errors = new RecordedErrors(contents.errors(), contents.ended());
    this.snapshot = new ReadOnlyObjectWrapper<>(this, "snapshot", snapshot);
  }

  /** Reads a capture through a feed of its own; blocks until all of it was read. */
  public static Outcome<CaptureSession> open(Path file, CascadeRules rules, Threads threads) {
    return CaptureSource.open(file)
        .then(
            source ->
                replay(source, rules)
                    .map(snapshot -> new CaptureSession(source.contents(), snapshot, threads)));
  }

  private static Outcome<FeedSnapshot> replay(CaptureSource source, CascadeRules rules) {
    var last = new CompletableFuture<FeedSnapshot>();
    try (var feed =
        new Feed(
            source,
            rules,
            snapshot -> {
              if (snapshot.state() instanceof ListenState.Captured(_, boolean all) && all) {
                last.complete(snapshot);
              }
            })) {
      feed.start();
      return new Outcome.Done<>(last.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Failed<>(new Failure.TimedOut("Reading the capture was cancelled."));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The name of the file. */
  @Override
  public String name() {
    return String.valueOf(contents.file().getFileName());
  }

  /** Nothing can be done to the database through a capture of it. */
  @Override
  public Environment environment() {
    return Environment.NONE;
  }

  @Override
  public String database() {
    return contents.origin().database();
  }

  Contents contents() {
    return contents;
  }

  /** {@code prod-eu · app on db:5432 · PostgreSQL 18.6}: the database that was recorded. */
  public String origin() {
    var origin = contents.origin();
    var place = origin.host() + "/" + origin.database();
    return (origin.connection().equals(place)
            ? place
            : origin.connection() + " · " + origin.database() + " on " + origin.host())
        + " · PostgreSQL "
        + origin.serverVersion();
  }

  /** What could not be read, in sentences. */
  public List<String> notes() {
    return contents.notes();
  }

  /** From the beginning of the recording to its end. */
  public TimeRange range() {
    // a range does not contain its end, where the last may have come
    return new TimeRange(contents.started(), contents.ended().plusMillis(1));
  }

  @Override
  public void use(CascadeRules rules) {
    snapshot.set(snapshot.get().with(rules));
  }

  @Override
  public Threads threads() {
    return threads;
  }

  @Override
  public InstantSource clock() {
    return InstantSource.fixed(contents.ended());
  }

  @Override
  public ReadOnlyObjectProperty<FeedSnapshot> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }

  @Override
  public TriggerErrorLog errors() {
    return errors;
  }

  @Override
  public void close() {}
}

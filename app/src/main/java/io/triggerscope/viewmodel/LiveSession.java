package io.triggerscope.viewmodel;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.Feed;
import io.triggerscope.feed.FeedSnapshot;
import io.triggerscope.feed.ReadAhead;
import io.triggerscope.feed.capture.Recorder;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Environment;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.ServerInfo;
import io.triggerscope.postgres.ListenConnection;
import io.triggerscope.postgres.StatementLog;
import io.triggerscope.postgres.Target;
import io.triggerscope.postgres.TriggerErrors;
import java.time.InstantSource;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * One connected database: the target, its feed, and the newest snapshot of the feed. Confined to
 * the FX thread, but for {@link #open} and {@link #close}, which block.
 */
public final class LiveSession implements Session {

  private final ConnectionLabel label;
  private final Target target;
  private final Threads threads;
  private final InstantSource clock;
  private final List<Runnable> afterwards;
  private final Recorder recorder;
  private final TriggerErrors errors;
  private final Feed feed;
  private final ReadOnlyObjectWrapper<FeedSnapshot> snapshot =
      new ReadOnlyObjectWrapper<>(this, "snapshot", FeedSnapshot.EMPTY);
  private CascadeRules used;

  private LiveSession(
      ConnectionLabel label,
      Target target,
      CascadeRules rules,
      Threads threads,
      InstantSource clock,
      List<Runnable> afterwards) {
    this.label = label;
    this.target = target;
    this.used = rules;
    this.threads = threads;
    this.clock = clock;
    this.afterwards = afterwards;
    this.errors = new TriggerErrors(target);
    this.recorder = new Recorder(new ReadAhead(new ListenConnection(target, clock)), clock);
    this.feed = new Feed(recorder, rules, new Latest<FeedSnapshot>(threads.fx(), this::show));
  }

  /**
   * Connects and starts to listen; blocks until the server has answered.
   *
   * @param afterwards run in this order after the session was closed, as to stop a server that was
   *     started for it; not run when opening fails
   */
  public static Outcome<LiveSession> open(
      ConnectionLabel label,
      ConnectionSettings settings,
      CascadeRules rules,
      Threads threads,
      InstantSource clock,
      Runnable... afterwards) {
    return Target.open(settings, new StatementLog())
        .map(
            target -> {
              var session =
                  new LiveSession(label, target, rules, threads, clock, List.of(afterwards));
              session.feed.start();
              return session;
            });
  }

  @Override
  public String name() {
    return label.name();
  }

  @Override
  public Environment environment() {
    return label.environment();
  }

  @Override
  public String database() {
    return target.server().database();
  }

  public ConnectionSettings settings() {
    return target.settings();
  }

  public ServerInfo server() {
    return target.server();
  }

  public Target target() {
    return target;
  }

  private void show(FeedSnapshot newest) {
    snapshot.set(newest.with(used));
  }

  @Override
  public void use(CascadeRules rules) {
    used = rules;
    show(snapshot.get());
  }

  @Override
  public Threads threads() {
    return threads;
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public ReadOnlyObjectProperty<FeedSnapshot> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }

  /** Puts a marker on the timeline, now. */
  public void mark(String label) {
    recorder.mark(label);
  }

  /** Writes what arrives to a capture, when it is told to. */
  public Recorder recorder() {
    return recorder;
  }

  @Override
  public TriggerErrors errors() {
    return errors;
  }

  @Override
  public void close() {
    feed.close();
    target.close();
    afterwards.forEach(Runnable::run);
  }
}

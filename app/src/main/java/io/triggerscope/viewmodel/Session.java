package io.triggerscope.viewmodel;

import io.triggerscope.feed.Batching;
import io.triggerscope.feed.CascadePlanner;
import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.Feed;
import io.triggerscope.feed.FeedSnapshot;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Marker;
import io.triggerscope.model.Outcome;
import io.triggerscope.postgres.ListenConnection;
import io.triggerscope.postgres.StatementLog;
import io.triggerscope.postgres.Target;
import java.time.InstantSource;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * One connected database: the target, its feed, and the newest snapshot of the feed. Confined to
 * the FX thread, but for {@link #open} and {@link #close}, which block.
 */
public final class Session implements AutoCloseable {

  private final String name;
  private final Target target;
  private final Threads threads;
  private final InstantSource clock;
  private final Feed feed;
  private final ReadOnlyObjectWrapper<FeedSnapshot> snapshot =
      new ReadOnlyObjectWrapper<>(this, "snapshot", FeedSnapshot.EMPTY);

  private Session(
      String name, Target target, CascadeRules rules, Threads threads, InstantSource clock) {
    this.name = name;
    this.target = target;
    this.threads = threads;
    this.clock = clock;
    this.feed =
        new Feed(
            new ListenConnection(target.settings(), target.statementLog(), clock),
            Batching.DEFAULT,
            new CascadePlanner(rules),
            Feed.DEFAULT_CAPACITY,
            clock,
            new Latest<FeedSnapshot>(threads.fx(), snapshot::set));
  }

  /** Connects and starts to listen; blocks until the server has answered. */
  public static Outcome<Session> open(
      String name,
      ConnectionSettings settings,
      CascadeRules rules,
      Threads threads,
      InstantSource clock) {
    return Target.open(settings, new StatementLog())
        .map(
            target -> {
              var session = new Session(name, target, rules, threads, clock);
              session.feed.start();
              return session;
            });
  }

  /** What the user calls this connection. */
  public String name() {
    return name;
  }

  public Target target() {
    return target;
  }

  public Threads threads() {
    return threads;
  }

  public InstantSource clock() {
    return clock;
  }

  public ReadOnlyObjectProperty<FeedSnapshot> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }

  /** Puts a marker on the timeline, now. */
  public void mark(String label) {
    feed.mark(new Marker(clock.instant(), label));
  }

  @Override
  public void close() {
    feed.close();
    target.close();
  }
}

package io.triggerscope.postgres;

import io.triggerscope.feed.NotificationSource;
import io.triggerscope.model.Failure;
import io.triggerscope.model.ListenState;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.Utf8Text;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The feed's own connection. It is lost and found again without a word from the caller. Confined to
 * the thread that reads it, but for {@link #state()}.
 */
public final class ListenConnection implements NotificationSource.Suspendable {

  /** So long nothing may be heard before the server is asked whether it is still there. */
  static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private static final Logger LOG = System.getLogger(ListenConnection.class.getName());
  private static final Reading QUIET = new Reading.Quiet();

  private final Target target;
  private final InstantSource clock;
  private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
  private volatile ListenState state = new ListenState.Connecting();
  private boolean proven;
  private ClockSamples clockSamples = ClockSamples.NONE;
  private @Nullable ListenSession session;
  private Instant tried = Instant.MIN;
  private final ListenProbe probe;
  private final RowChangesPoll rowChanges;
  private final Queue<Reading> ready = new ArrayDeque<>();
  private @Nullable Loss loss;

  /** What began the blind window that the next successful LISTEN will end. */
  private record Loss(Instant lastContact, String reason) {}

  public ListenConnection(Target target, InstantSource clock) {
    this.target = target;
    this.probe = new ListenProbe(target);
    this.rowChanges = new RowChangesPoll(target);
    this.clock = clock;
  }

  @Override
  public Reading read(Duration timeout) throws InterruptedException {
    if (state instanceof ListenState.Stopped) {
      return new Reading.Ended();
    }
    try {
      if (ready.isEmpty()) {
        if (session != null) {
          receive(session, timeout);
        } else if (backoff.await(timeout)) {
          connect();
        }
      }
      var reading = ready.poll();
      return reading == null ? ended() : reading;
    } catch (SQLException e) {
      if (Thread.interrupted()) {
        disconnect();
        throw new InterruptedException();
      }
      salvage();
      disconnect();
      failed(failure(e));
      return ended();
    }
  }

  /** Takes what had come before the connection was lost. */
  private void salvage() {
    if (session != null && state instanceof ListenState.Listening(var lastContact, _)) {
      received(session.rest(), lastContact);
    }
  }

  @Override
  public void suspend(String reason) {
    if (session != null) {
      disconnect();
      lost(reason);
    }
  }

  @Override
  public ListenState state() {
    return state;
  }

  @Override
  public void close() {
    disconnect();
    if (!(state instanceof ListenState.Stopped)) {
      state = new ListenState.Stopped("It was closed.");
    }
  }

  private void connect() throws SQLException {
    tried = clock.instant();
    if (!proven) {
      switch (probe.run()) {
        case Outcome.Done<Duration> _ -> proven = true;
        case Outcome.Failed<Duration>(var failure) -> {
          failed(failure);
          return;
        }
      }
    }
    session = ListenSession.open(target, target.settings().channel());
    var changes = RowChangesPoll.ask(session.connection());
    // another session may be with another server
    clockSamples = ClockSamples.NONE.with(session.heartbeat(clock));
    backoff.succeeded();
    var now = now();
    state = new ListenState.Listening(now, clockSamples.best());
    rowChanges.begin(now);
    var lost = loss;
    loss = null;
    if (lost != null) {
      // the clock may have been set back
      var to = now.isBefore(lost.lastContact) ? lost.lastContact : now;
      ready.add(new Reading.Resumed(lost.lastContact, to, lost.reason, changes));
    } else if (changes != null) {
      ready.add(new Reading.Counted(changes));
    }
  }

  private void receive(ListenSession session, Duration timeout) throws SQLException {
    var payloads = session.receive(timeout);
    if (payloads.isEmpty() && isHeartbeatDue()) {
      // a process that stood still wakes to a time-out, whatever has come meanwhile
      payloads = session.receive(Duration.ZERO);
      if (payloads.isEmpty()) {
        clockSamples = clockSamples.with(session.heartbeat(clock));
        contact();
      }
    }
    if (!payloads.isEmpty()) {
      received(payloads, contact());
    }
  }

  private void received(List<Utf8Text> payloads, Instant at) {
    if (!payloads.isEmpty()) {
      ready.add(new Reading.Received(payloads, at));
    }
  }

  /** What the server has counted is known to have been received only from the next contact on. */
  private Instant contact() {
    var now = now();
    state = new ListenState.Listening(now, clockSamples.best());
    var changes = rowChanges.poll(now);
    if (changes != null) {
      ready.add(new Reading.Counted(changes));
    }
    return now;
  }

  private void failed(Failure failure) {
    if (isFinal(failure)) {
      state = new ListenState.Stopped(failure.sentence());
    } else {
      backoff.failed(Duration.between(tried, clock.instant()));
      lost(failure.sentence());
    }
  }

  private Reading ended() {
    return state instanceof ListenState.Stopped ? new Reading.Ended() : QUIET;
  }

  /** The first reason of a blind window is kept: the later ones are but the failures of retries. */
  private void lost(String reason) {
    if (state instanceof ListenState.Listening(var lastContact, _)) {
      loss = new Loss(lastContact, reason);
    }
    if (loss != null) {
      state = new ListenState.Reconnecting(reason, loss.lastContact, backoff.failures());
    }
  }

  /** Whether retrying is of no use, or even harm: repeated refusals lock accounts. */
  private static boolean isFinal(Failure failure) {
    return switch (failure) {
      case Failure.Denied _, Failure.Undelivered _ -> true;
      // a standby may be promoted, a missing database restored
      case Failure.Unreachable _,
          Failure.TimedOut _,
          Failure.Missing _,
          Failure.Standby _,
          Failure.NotSent _,
          Failure.NoKeychain _,
          Failure.Unexpected _ ->
          false;
    };
  }

  private static Failure failure(SQLException e) {
    return SqlStates.READ_ONLY.equals(e.getSQLState())
        ? new Failure.Standby(SqlStates.message(e))
        : SqlStates.failure(e);
  }

  /** Also after the clock was set back, and after a sleep. */
  private boolean isHeartbeatDue() {
    var now = now();
    return state instanceof ListenState.Listening(var lastContact, _)
        && (now.isBefore(lastContact) || !now.isBefore(lastContact.plus(HEARTBEAT)));
  }

  /** In microseconds, as PostgreSQL's own times. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private void disconnect() {
    if (session != null) {
      try {
        session.close();
      } catch (SQLException e) {
        LOG.log(Level.DEBUG, "the lost connection did not close", e);
      }
      session = null;
    }
  }
}

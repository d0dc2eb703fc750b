package io.triggerscope.postgres;

import io.triggerscope.model.Failure;
import io.triggerscope.model.Limits;
import io.triggerscope.model.LockHolder;
import io.triggerscope.model.LockMode;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.RelationLock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Looks from a session of its own at what other sessions of ours lock, and at who keeps them
 * waiting, several times a second until it is closed. Safe for any thread; it looks on a virtual
 * one.
 */
final class LockWatch implements AutoCloseable {

  /** Between two looks at first: a script that tries for each lock briefly is caught at it. */
  private static final Duration SHORT = Duration.ofMillis(100);

  /** After that many looks, lest they fill the statement log. */
  private static final int SHORT_LOOKS = 50;

  private static final Duration LONG = Duration.ofSeconds(1);

  private final Target target;
  private final RelationLocks locks;
  private final Consumer<List<LockHolder>> waiting;
  private final Set<Integer> pids = new CopyOnWriteArraySet<>();
  private final Map<String, LockMode> seen = new TreeMap<>();
  private final Thread thread;
  private List<LockHolder> blockers = List.of();

  private record Look(List<RelationLock> locks, List<LockHolder> blockers) {}

  /**
   * Begins to look.
   *
   * @param waiting told who is in the way, each time that this has changed to somebody
   */
  LockWatch(Target target, Consumer<List<LockHolder>> waiting) {
    this.target = target;
    this.locks = new RelationLocks(target);
    this.waiting = waiting;
    this.thread = Thread.ofVirtual().name("lock watch").start(this::run);
  }

  /** Looks at this process from now on too. */
  void add(int pid) {
    pids.add(pid);
  }

  private Set<Integer> pids() {
    return Set.copyOf(pids);
  }

  /**
   * Acts in a session that it looks at. An interrupt of the calling thread ends that session, and
   * those that were added, also on the server.
   */
  <T> Outcome<T> act(Limits limits, Function<Handle, T> deed) {
    var outcome = target.act(limits, this::add, deed);
    target.endIfInterrupted(pids());
    return outcome;
  }

  private void run() {
    try {
      for (int looks = 0; !Thread.currentThread().isInterrupted(); looks++) {
        look();
        Thread.sleep(looks < SHORT_LOOKS ? SHORT : LONG);
      }
    } catch (InterruptedException _) {
      // closed
    }
  }

  /** Looks now, on the calling thread. */
  void look() {
    // asked even while nobody is watched: the session that it takes must not be late for a short
    // wait
    var watched = pids();
    var outcome =
        target.read(
            handle -> new Look(locks.of(handle, watched), locks.blockersOf(handle, watched)));
    if (outcome instanceof Outcome.Done<Look>(var look)) {
      add(look);
    }
  }

  private synchronized void add(Look look) {
    for (var lock : look.locks) {
      seen.merge(lock.relation(), lock.mode(), (a, b) -> a.compareTo(b) < 0 ? b : a);
    }
    if (!look.blockers.isEmpty()) {
      var changed = !pidsOf(look.blockers).equals(pidsOf(blockers));
      blockers = look.blockers;
      if (changed) {
        waiting.accept(blockers);
      }
    }
  }

  private static List<Integer> pidsOf(List<LockHolder> holders) {
    return holders.stream().map(LockHolder::pid).toList();
  }

  /** The strongest lock seen on each table, the strongest first. */
  synchronized List<RelationLock> locks() {
    return seen.entrySet().stream()
        .map(entry -> new RelationLock(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(RelationLock::mode).reversed())
        .toList();
  }

  /** Who was last seen in the way; empty when nobody ever was. */
  synchronized List<LockHolder> blockers() {
    return blockers;
  }

  /** The outcome; if it timed out and somebody was in the way, with who. */
  <T> Outcome<T> blaming(Outcome<T> outcome) {
    var seenLast = blockers();
    return outcome instanceof Outcome.Failed<T>(Failure.TimedOut(var message))
            && !seenLast.isEmpty()
        ? new Outcome.Failed<>(
            new Failure.TimedOut(
                message
                    + (message.endsWith(".") ? " " : ". ")
                    + "In the way: "
                    + LockHolder.words(seenLast)
                    + "."))
        : outcome;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}

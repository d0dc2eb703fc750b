package io.triggerscope.postgres;

import io.triggerscope.model.LoggedStatement;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Every statement that TriggerScope ran on the watched database in this session, bounded to the
 * newest. Safe for any thread.
 */
public final class StatementLog {

  /** How many statements are kept. */
  public static final int CAPACITY = 5_000;

  private final InstantSource clock;
  private final ArrayDeque<LoggedStatement> statements = new ArrayDeque<>();
  private long total;

  public StatementLog() {
    this(Clock.systemUTC());
  }

  /** With the clock that says when a statement was sent. */
  public StatementLog(InstantSource clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  synchronized void add(LoggedStatement statement) {
    if (statements.size() == CAPACITY) {
      statements.removeFirst();
    }
    statements.addLast(statement);
    total++;
  }

  /** What is kept, in the order in which the statements ended. */
  public synchronized List<LoggedStatement> statements() {
    return List.copyOf(statements);
  }

  /** How many were run in all; the same number means nothing new. */
  public synchronized long total() {
    return total;
  }
}

package io.triggerscope.postgres;

import io.triggerscope.model.Outcome;
import io.triggerscope.model.TestRun;

/** Runs {@code test_cache_invalidation()} on the target. */
public final class InvalidationTest {

  public InvalidationTest(Target target) {}

  public Outcome<TestRun> run() {
    throw new UnsupportedOperationException("to come");
  }
}

package io.triggerscope.testing;

import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;

/** Short words for what tests expect of an {@link Outcome}. */
public final class Outcomes {

  private Outcomes() {}

  /** The value, where a failure would be the test's. */
  public static <T> T done(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T>(var value) -> value;
      case Outcome.Failed<T>(var failure) -> throw new AssertionError(failure.sentence());
    };
  }

  /** The failure, where a value would be the test's. */
  public static Failure failure(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Failed<?>(var failure) -> failure;
      case Outcome.Done<?>(var value) -> throw new AssertionError(value + " is no failure");
    };
  }
}

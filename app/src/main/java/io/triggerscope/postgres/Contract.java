package io.triggerscope.postgres;

import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;

/** What our migrations put into a database, and what to say when it is not there. */
final class Contract {

  static final String ERROR_LOG = "trigger_error_log";
  static final String HEALTH = "get_cache_trigger_health()";
  static final String TEST = "test_cache_invalidation()";
  static final String CLEANUP = "cleanup_trigger_error_log()";

  private Contract() {}

  /** The outcome; if what it needs is missing, with where to get it. */
  static <T> Outcome<T> needs(String object, Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Failed<T>(Failure.Missing(var message)) ->
          new Outcome.Failed<>(
              new Failure.Missing(
                  object + " is not there, or not as migration 021 makes it: run it. " + message));
      case Outcome.Failed<T> failed -> failed;
      case Outcome.Done<T> done -> done;
    };
  }
}

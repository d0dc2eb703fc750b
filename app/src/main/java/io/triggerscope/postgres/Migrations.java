package io.triggerscope.postgres;

import io.triggerscope.model.Migration;
import io.triggerscope.model.Outcome;
import java.util.List;
import java.util.function.Consumer;

/** The shipped migrations and their history on the target, by Flyway. */
public final class Migrations {

  public Migrations(Target target) {}

  /** All migrations, oldest first. */
  public Outcome<List<Migration>> list() {
    throw new UnsupportedOperationException("to come");
  }

  /**
   * Applies what is pending; each migration in a transaction with its history row.
   *
   * @param progress one line of text for each step, called on the calling thread
   * @return how many were applied
   */
  public Outcome<Integer> run(Consumer<String> progress) {
    throw new UnsupportedOperationException("to come");
  }
}

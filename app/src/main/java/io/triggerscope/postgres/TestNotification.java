package io.triggerscope.postgres;

import io.triggerscope.model.Outcome;

/**
 * Sends one notification that is clearly a test on the watched channel, where every listener
 * receives it. Safe for any thread; blocks until the server has committed.
 */
public final class TestNotification {

  private final Target target;

  public TestNotification(Target target) {
    this.target = target;
  }

  /** The statement, for the user to read before it runs. */
  public static String statement() {
    return Target.sql(TestNotification.class, "send");
  }

  /**
   * Sends it.
   *
   * @param id its record id, by which it is known when it comes back
   */
  public Outcome<String> send(String id) {
    var channel = target.settings().channel();
    return target.act(
        handle -> {
          handle
              .createQuery(statement())
              .bind("channel", channel)
              .bind("id", id)
              .mapTo(String.class)
              .list();
          return id;
        });
  }
}

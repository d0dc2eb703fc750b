package io.triggerscope.testing;

import io.triggerscope.connection.SystemKeychain;
import io.triggerscope.model.Outcome;

/** One call of the system's keychain, in a process that has a desktop's session. */
public final class KeychainCall {

  private KeychainCall() {}

  /**
   * Prints what came of it.
   *
   * @param arguments {@code password LOGIN}, {@code forget LOGIN} or {@code keep LOGIN PASSWORD}
   */
  public static void main(String[] arguments) {
    var keychain = new SystemKeychain();
    var outcome =
        switch (arguments[0]) {
          case "password" -> keychain.password(arguments[1]);
          case "forget" -> keychain.forget(arguments[1]);
          case "keep" -> keychain.keep(arguments[1], arguments[2]);
          default -> throw new IllegalArgumentException(arguments[0]);
        };
    System.out.println(
        switch (outcome) {
          case Outcome.Done<String>(var value) -> "done " + value;
          case Outcome.Failed<String>(var failure) -> "failed " + failure.sentence();
        });
    // the library leaves threads behind that wait for the session's messages
    System.exit(0);
  }
}

package io.triggerscope.model;

/**
 * Why the server, or the way to it, did not do what was asked: data, not an exception.
 *
 * <p>Each {@code message} is the server's or driver's own, ready to be shown after a sentence of
 * ours.
 */
public sealed interface Failure {

  String message();

  /** No server answered: unknown host, closed port, broken connection. */
  record Unreachable(String message) implements Failure {}

  /** The server refused: wrong password, no such role, no privilege, read-only session. */
  record Denied(String message) implements Failure {}

  /** A time-out ended it, or somebody cancelled it. */
  record TimedOut(String message) implements Failure {}

  /** Something that it needs is not there: database, schema, table, function. */
  record Missing(String message) implements Failure {}

  /** The server is a standby: it can neither LISTEN nor write. */
  record Standby(String message) implements Failure {}

  /** LISTEN succeeds, and what is notified does not arrive. */
  record Undelivered(String message) implements Failure {}

  /**
   * It was not sent, as what was to be sent is not fit for it: a script, a folder of them.
   *
   * @param message whole sentences, which need none of ours before them
   */
  record NotSent(String message) implements Failure {}

  /**
   * The system's keychain, which keeps passwords, did not do what was asked.
   *
   * @param message whole sentences, which need none of ours before them
   */
  record NoKeychain(String message) implements Failure {}

  /** Anything else the server said. */
  record Unexpected(String message) implements Failure {}

  /** One sentence that names the kind of failure and carries the server's message. */
  default String sentence() {
    return switch (this) {
      case Unreachable f -> "The server cannot be reached. " + f.message;
      case Denied f -> "The server refused. " + f.message;
      case TimedOut f -> "It took too long or was cancelled. " + f.message;
      case Missing f -> "Something is missing in the database. " + f.message;
      case Standby f -> "The server is a standby, which can neither LISTEN nor write. " + f.message;
      case Undelivered f -> "Notifications do not arrive here. " + f.message;
      case NotSent f -> f.message;
      case NoKeychain f -> f.message;
      case Unexpected f -> "The server reported an error. " + f.message;
    };
  }
}

package io.triggerscope.model;

/**
 * What makes errors one problem: the same SQLSTATE and the same {@link Fingerprint}. Immutable.
 *
 * @param sqlstate empty when the log does not tell it
 * @param fingerprint empty when there is no message
 */
public record ErrorKind(String sqlstate, String fingerprint) {

  public static ErrorKind of(TriggerError row) {
    return new ErrorKind(ErrorField.SQLSTATE.of(row), ErrorField.FINGERPRINT.of(row));
  }
}

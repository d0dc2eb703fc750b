package io.triggerscope.model;

/**
 * One diagnosed fact. Immutable.
 *
 * @param summary what is so, in one sentence
 * @param evidence what was seen
 * @param advice what to do; empty when there is nothing to do
 */
public record Finding(Severity severity, String summary, String evidence, String advice) {

  /** How bad a finding is, the worst first. */
  public enum Severity {
    CRITICAL,
    WARNING,
    PASSED
  }
}

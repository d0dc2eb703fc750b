package io.triggerscope.demo;

import java.time.Duration;
import java.util.List;

/**
 * One transaction of the demo workload. Immutable.
 *
 * @param pause from the beginning of the step before it to its own
 */
record DemoStep(Duration pause, Kind kind, List<DemoStatement> statements) {

  /** What a step is for, and with it how it is run. */
  enum Kind {
    /** The users and agents everything else is about. */
    SEED,
    /** What people do: a few rows. */
    TRAFFIC,
    /** A job: thousands of rows in one transaction. */
    BULK,
    /** A transaction in which a trigger fails. */
    FAULT,
    /**
     * The same for want of a lock: the first statement is run, and taken back in the end, in a
     * session of its own.
     */
    LOCKED_OUT,
    /** A notification that is none of the contract's. */
    MALFORMED
  }
}

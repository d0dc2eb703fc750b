package io.triggerscope.bench;

/**
 * How much is measured.
 *
 * @param rows changed by one statement, a multiple of {@link #AGENTS}
 * @param transactions of one row each, the same
 * @param rounds of all workloads on all variants
 */
record Size(int rows, int transactions, int rounds) {

  /** All rows belong to one of so many agents and their users. */
  static final int AGENTS = 100;

  static final Size FULL = new Size(100_000, 5_000, 7);

  Size {
    if (rows % AGENTS != 0 || transactions % AGENTS != 0) {
      throw new IllegalArgumentException("not a multiple of " + AGENTS);
    }
  }
}

package io.triggerscope.bench;

/**
 * How much is measured.
 *
 * @param rows changed by one statement, a multiple of {@link #AGENTS}
 * @param rounds of such statements on all variants
 * @param transactions of one row each, a multiple of {@link #AGENTS}; few, so that a variant's next
 *     turn comes before the machine has changed its mood
 * @param turns rounds of so many transactions
 */
record Size(int rows, int rounds, int transactions, int turns) {

  /** All rows belong to one of so many agents and their users. */
  static final int AGENTS = 100;

  static final Size FULL = new Size(100_000, 7, 500, 101);

  Size {
    if (rows % AGENTS != 0 || transactions % AGENTS != 0) {
      throw new IllegalArgumentException("not a multiple of " + AGENTS);
    }
  }
}

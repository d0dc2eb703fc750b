package io.triggerscope.model;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * A mode in which PostgreSQL locks a table, from the weakest to the strongest. Immutable.
 *
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES">
 *     PostgreSQL, table-level locks</a>
 */
public enum LockMode {
  ACCESS_SHARE("AccessShare"),
  ROW_SHARE("RowShare"),
  ROW_EXCLUSIVE("RowExclusive"),
  SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusive"),
  SHARE("Share"),
  SHARE_ROW_EXCLUSIVE("ShareRowExclusive"),
  EXCLUSIVE("Exclusive"),
  ACCESS_EXCLUSIVE("AccessExclusive");

  private final String word;

  LockMode(String word) {
    this.word = word;
  }

  /** As {@code pg_locks} has it, as {@code RowExclusiveLock}. */
  public static LockMode of(String mode) {
    return Arrays.stream(values())
        .filter(value -> mode.equals(value.word + "Lock"))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(mode));
  }

  /** {@code RowExclusive}. */
  public String word() {
    return word;
  }

  /** Whether one session waits for this while another holds {@code held}. */
  public boolean conflictsWith(LockMode held) {
    return conflicts().contains(held);
  }

  private Set<LockMode> conflicts() {
    return switch (this) {
      case ACCESS_SHARE -> EnumSet.of(ACCESS_EXCLUSIVE);
      case ROW_SHARE -> EnumSet.range(EXCLUSIVE, ACCESS_EXCLUSIVE);
      case ROW_EXCLUSIVE -> EnumSet.range(SHARE, ACCESS_EXCLUSIVE);
      case SHARE_UPDATE_EXCLUSIVE -> EnumSet.range(SHARE_UPDATE_EXCLUSIVE, ACCESS_EXCLUSIVE);
      case SHARE -> {
        var others = EnumSet.range(ROW_EXCLUSIVE, ACCESS_EXCLUSIVE);
        others.remove(SHARE);
        yield others;
      }
      case SHARE_ROW_EXCLUSIVE -> EnumSet.range(ROW_EXCLUSIVE, ACCESS_EXCLUSIVE);
      case EXCLUSIVE -> EnumSet.range(ROW_SHARE, ACCESS_EXCLUSIVE);
      case ACCESS_EXCLUSIVE -> EnumSet.allOf(LockMode.class);
    };
  }
}

package io.triggerscope.model;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A session that has locked something. Immutable.
 *
 * @param object the table, or else what kind of thing it is, as {@code virtualxid}
 * @param mode null for what is no table
 * @param pid its process; 0 for a prepared transaction, which has none
 * @param application what it calls itself; may be empty
 * @param role may be empty, as this is not told to everybody
 * @param open how long its transaction has been open; null where that is not told
 */
public record LockHolder(
    String object,
    @Nullable LockMode mode,
    int pid,
    String application,
    String role,
    @Nullable Duration open) {

  /** {@code calls, pid 991 (psql, app) holds RowExclusive, 41 s; …}. */
  public static String words(List<LockHolder> holders) {
    return holders.stream()
        .map(holder -> holder.object + ", " + holder.words())
        .collect(Collectors.joining("; "));
  }

  /** {@code pid 991 (psql, app) holds RowExclusive, 41 s}. */
  public String words() {
    var who = pid == 0 ? "a prepared transaction" : "pid " + pid;
    var names =
        application.isEmpty() || role.isEmpty() ? application + role : application + ", " + role;
    return who
        + (names.isEmpty() ? "" : " (" + names + ")")
        + (mode == null ? " is in the way" : " holds " + mode.word())
        + (open == null ? "" : ", " + open.toSeconds() + " s");
  }
}

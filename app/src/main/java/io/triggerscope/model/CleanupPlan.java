package io.triggerscope.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of {@code trigger_error_log} a clean-up deletes, and no others. Immutable.
 *
 * @param preview from which it was made
 * @param rows how many are to be deleted
 * @param oldest of these; null when there is none
 * @param newest of these; null when there is none
 * @param unseenGroups of how many groups with old rows nobody has seen all of these
 * @param unseenRows how many old rows are in such groups
 */
public record CleanupPlan(
    CleanupPreview preview,
    Which which,
    long rows,
    @Nullable Instant oldest,
    @Nullable Instant newest,
    long unseenGroups,
    long unseenRows) {

  /** Which of the old rows. */
  public sealed interface Which {}

  /** All of them, the oldest first. */
  public record EveryOldRow() implements Which {}

  /** Those of these kinds, the oldest first. */
  public record OldRowsOf(List<ErrorKind> kinds) implements Which {}

  /** What is left of it once so many rows are deleted. */
  public CleanupPlan after(long deleted) {
    return new CleanupPlan(
        preview, which, rows - deleted, oldest, newest, unseenGroups, unseenRows);
  }

  /** How many rows stay in the table. */
  public long kept() {
    return preview.old() + preview.young() - rows;
  }

  /** Of the rows that stay, how many are old and stay since nobody has seen all of their group. */
  public long keptUnseen() {
    return switch (which) {
      case EveryOldRow _ -> 0;
      case OldRowsOf _ -> preview.old() - rows;
    };
  }

  /** What the rows take, estimated: their share of what the whole table takes. */
  public long bytes() {
    long all = preview.old() + preview.young();
    return all == 0 ? 0 : Math.round((double) preview.tableBytes() * rows / all);
  }
}

package io.triggerscope.postgres;

import io.triggerscope.model.LockHolder;
import io.triggerscope.model.LockMode;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.RelationLock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Who has locked which tables now, by {@code pg_locks}. Safe for any thread. */
public final class RelationLocks {

  private final Target target;

  public RelationLocks(Target target) {
    this.target = target;
  }

  /** Who holds now what would keep one of these locks waiting, by table; the longest first. */
  public Outcome<Map<String, List<LockHolder>>> inTheWayOf(List<RelationLock> wanted) {
    var modes =
        wanted.stream()
            .collect(Collectors.toMap(RelationLock::relation, RelationLock::mode, (a, _) -> a));
    return target
        .read(handle -> holders(handle, modes.keySet()))
        .map(
            holders ->
                holders.stream()
                    .filter(holder -> conflict(modes.get(holder.object()), holder.mode()))
                    .collect(Collectors.groupingBy(LockHolder::object)));
  }

  private static boolean conflict(@Nullable LockMode wanted, @Nullable LockMode held) {
    return wanted != null && held != null && wanted.conflictsWith(held);
  }

  private List<LockHolder> holders(Handle handle, Collection<String> relations) {
    return query(handle, "holders")
        .bind("relations", relations.toArray(String[]::new))
        .map(RelationLocks::holder)
        .list();
  }

  /** What processes have locked or wait for. */
  List<RelationLock> of(Handle handle, Collection<Integer> pids) {
    return query(handle, "of-processes")
        .bind("pids", pids.toArray(Integer[]::new))
        .map((row, _) -> new RelationLock(row.getString("relation"), mode(row)))
        .list();
  }

  /** Who keeps processes waiting. */
  List<LockHolder> blockersOf(Handle handle, Collection<Integer> pids) {
    return query(handle, "blockers")
        .bind("pids", pids.toArray(Integer[]::new))
        .map(RelationLocks::holder)
        .list();
  }

  private Query query(Handle handle, String name) {
    return handle
        .createQuery(Target.sql(RelationLocks.class, name))
        .bind("schema", target.settings().schema());
  }

  private static LockHolder holder(ResultSet row, StatementContext context) throws SQLException {
    double seconds = row.getDouble("seconds");
    var open = row.wasNull() ? null : Duration.ofMillis((long) (seconds * 1_000));
    return new LockHolder(
        row.getString("object"),
        row.getString("mode") == null ? null : mode(row),
        row.getInt("pid"),
        row.getString("application"),
        row.getString("role"),
        open);
  }

  private static LockMode mode(ResultSet row) throws SQLException {
    return LockMode.of(row.getString("mode"));
  }
}

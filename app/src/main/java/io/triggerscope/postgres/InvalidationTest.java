package io.triggerscope.postgres;

import io.triggerscope.model.Outcome;
import io.triggerscope.model.TestRun;
import io.triggerscope.model.TestRun.Check;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Runs {@code test_cache_invalidation()} on the target. Safe for any thread; blocks until the
 * server has committed.
 */
public final class InvalidationTest {

  private static final List<String> OUR_COLUMNS = List.of("name", "passed", "detail");

  private final Target target;

  public InvalidationTest(Target target) {
    this.target = target;
  }

  /** What the transaction did before its commit returned. */
  private record Uncommitted(String batchId, List<Check> checks) {}

  /** One call in a transaction of its own, which is committed: only then NOTIFY delivers. */
  public Outcome<TestRun> run() {
    return Contract.needs(
        Contract.TEST,
        target
            .act(handle -> handle.inTransaction(InvalidationTest::run))
            .map(done -> new TestRun(done.batchId, target.statementLog().now(), done.checks)));
  }

  private static Uncommitted run(Handle handle) {
    return new Uncommitted(
        query(handle, "batch-id").mapTo(String.class).one(),
        query(handle, "run").map(InvalidationTest::check).list());
  }

  private static Query query(Handle handle, String name) {
    return handle.createQuery(Target.sql(InvalidationTest.class, name));
  }

  private static Check check(ResultSet row, StatementContext context) throws SQLException {
    var columns = columns(row);
    return columns.equals(OUR_COLUMNS)
        ? new Check(text(row, 1), (Boolean) row.getObject("passed"), text(row, 3))
        : foreign(row, columns);
  }

  /** A function that somebody else wrote: its rows are shown as they are. */
  private static Check foreign(ResultSet row, List<String> columns) throws SQLException {
    var rest = new StringBuilder();
    for (int i = 2; i <= columns.size(); i++) {
      rest.append(rest.isEmpty() ? "" : ", ")
          .append(columns.get(i - 1))
          .append(": ")
          .append(text(row, i));
    }
    return new Check(text(row, 1), null, rest.toString());
  }

  private static List<String> columns(ResultSet row) throws SQLException {
    var data = row.getMetaData();
    var names = new String[data.getColumnCount()];
    for (int i = 0; i < names.length; i++) {
      names[i] = data.getColumnLabel(i + 1);
    }
    return List.of(names);
  }

  private static String text(ResultSet row, int column) throws SQLException {
    var text = row.getString(column);
    return text == null ? "" : text;
  }
}

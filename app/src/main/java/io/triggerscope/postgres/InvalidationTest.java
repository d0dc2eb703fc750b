package io.triggerscope.postgres;

import io.triggerscope.model.Outcome;
import io.triggerscope.model.TestRun;
import io.triggerscope.model.TestRun.Check;
import io.triggerscope.model.TestRun.ForeignRow;
import io.triggerscope.model.TestRun.Row;
import io.triggerscope.model.TestRun.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Runs {@code test_cache_invalidation()} on the target, the shipped one or another one of that
 * name, whose rows are taken as they are. Safe for any thread; blocks until the server has
 * committed.
 */
public final class InvalidationTest {

  private static final List<Column> OUR_COLUMNS =
      List.of(
          new Column("name", "text"), new Column("passed", "bool"), new Column("detail", "text"));

  private final Target target;

  public InvalidationTest(Target target) {
    this.target = target;
  }

  /** What the transaction did before its commit returned. */
  private record Uncommitted(String batchId, List<Row> rows) {}

  private record Column(String name, String type) {}

  /** One call in a transaction of its own, which is committed: only then NOTIFY delivers. */
  public Outcome<TestRun> run() {
    return Contract.needs(
        Contract.TEST,
        target
            .act(handle -> handle.inTransaction(InvalidationTest::run))
            .map(done -> new TestRun(done.batchId, target.statementLog().now(), done.rows)));
  }

  private static Uncommitted run(Handle handle) {
    return new Uncommitted(
        query(handle, "batch-id").mapTo(String.class).one(),
        query(handle, "run").map(InvalidationTest::row).list());
  }

  private static Query query(Handle handle, String name) {
    return handle.createQuery(Target.sql(InvalidationTest.class, name));
  }

  private static Row row(ResultSet row, StatementContext context) throws SQLException {
    var columns = columns(row);
    return columns.equals(OUR_COLUMNS)
        ? new Check(text(row, "name"), (Boolean) row.getObject("passed"), text(row, "detail"))
        : foreign(row, columns);
  }

  private static ForeignRow foreign(ResultSet row, List<Column> columns) throws SQLException {
    var values = new ArrayList<Value>();
    for (var column : columns) {
      values.add(new Value(column.name, row.getString(values.size() + 1)));
    }
    return new ForeignRow(List.copyOf(values));
  }

  private static List<Column> columns(ResultSet row) throws SQLException {
    var data = row.getMetaData();
    var columns = new Column[data.getColumnCount()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new Column(data.getColumnLabel(i + 1), data.getColumnTypeName(i + 1));
    }
    return List.of(columns);
  }

  private static String text(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNullElse(row.getString(column), "");
  }
}

package io.triggerscope.postgres;

import io.triggerscope.model.LoggedStatement;
import io.triggerscope.model.LoggedStatement.Origin;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.jspecify.annotations.Nullable;

/**
 * Writes each statement that runs through a wrapped data source into the {@link StatementLog}, also
 * those that the driver sends for a call, as {@code COMMIT}; but not its {@code BEGIN}, which goes
 * out with the first statement of a transaction. Safe for any thread; called on the one that runs
 * the statement.
 */
final class StatementRecorder implements QueryExecutionListener, MethodExecutionListener {

  private static final String STARTED = "started";
  private static final String DONE = "done";

  /** When a statement was sent: the instant to show, and the nanoseconds to measure with. */
  private record Start(Instant at, long nanos) {}

  private final StatementLog log;
  private final Origin origin;

  StatementRecorder(StatementLog log, Origin origin) {
    this.log = log;
    this.origin = origin;
  }

  @Override
  public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    execution.addCustomValue(STARTED, new Start(log.now(), System.nanoTime()));
  }

  @Override
  public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    var start = execution.getCustomValue(STARTED, Start.class);
    var took = Duration.ofNanos(System.nanoTime() - start.nanos);
    var failed = execution.getThrowable() != null;
    var outcome = failed ? message(execution.getThrowable()) : outcome(execution);
    for (var query : queries) {
      log.add(
          new LoggedStatement(
              start.at,
              origin,
              query.getQuery().strip(),
              parameters(query.getParametersList()),
              took,
              outcome,
              failed));
    }
  }

  @Override
  public void beforeMethod(MethodExecutionContext call) {
    if (sent(call) != null) {
      call.addCustomValue(STARTED, new Start(log.now(), System.nanoTime()));
    }
  }

  @Override
  public void afterMethod(MethodExecutionContext call) {
    var sent = sent(call);
    if (sent != null) {
      var start = call.getCustomValue(STARTED, Start.class);
      var thrown = call.getThrown();
      log.add(
          new LoggedStatement(
              start.at,
              origin,
              sent,
              "",
              Duration.ofNanos(System.nanoTime() - start.nanos),
              thrown == null ? DONE : message(thrown),
              thrown != null));
    }
  }

  /** What the driver sends for a call; null when it sends nothing, or it is logged as a query. */
  private static @Nullable String sent(MethodExecutionContext call) {
    if (!(call.getTarget() instanceof Connection)) {
      return null;
    }
    var arguments = call.getMethodArgs();
    boolean plain = arguments == null || arguments.length == 0;
    return switch (call.getMethod().getName()) {
      case "commit" -> "COMMIT";
      case "rollback" -> plain ? "ROLLBACK" : "ROLLBACK TO SAVEPOINT";
      case "setSavepoint" -> "SAVEPOINT";
      default -> null;
    };
  }

  private static String message(Throwable thrown) {
    return thrown instanceof SQLException e ? SqlStates.message(e) : thrown.toString();
  }

  private static String outcome(ExecutionInfo execution) {
    try {
      return switch (execution.getResult()) {
        case ResultSet rows -> rows(rows);
        case Boolean isRows when isRows -> rows(execution.getStatement().getResultSet());
        case Integer changed -> changed(changed);
        case null, default -> changed(execution.getStatement().getUpdateCount());
      };
    } catch (SQLException e) {
      return SqlStates.message(e);
    }
  }

  /** Counts without consuming, where the result can be scrolled, as those of {@link Target} can. */
  private static String rows(ResultSet rows) throws SQLException {
    if (rows.getType() == ResultSet.TYPE_FORWARD_ONLY) {
      return DONE;
    }
    rows.last();
    var count = rows.getRow();
    rows.beforeFirst();
    return rows(count);
  }

  /** The driver gives 0 for what is no DML as well. */
  private static String changed(int count) {
    return count > 0 ? rows(count) : DONE;
  }

  private static String rows(int count) {
    return count == 1 ? "1 row" : count + " rows";
  }

  private static String parameters(List<List<ParameterSetOperation>> executions) {
    return executions.stream()
        .map(
            operations ->
                operations.stream()
                    .map(StatementRecorder::parameter)
                    .collect(Collectors.joining(", ")))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String parameter(ParameterSetOperation operation) {
    var arguments = operation.getArgs();
    return "$"
        + arguments[0]
        + " = "
        + (ParameterSetOperation.isSetNullParameterOperation(operation) ? "null" : arguments[1]);
  }
}

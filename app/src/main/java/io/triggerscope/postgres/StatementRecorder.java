package io.triggerscope.postgres;

import io.triggerscope.model.LoggedStatement;
import io.triggerscope.model.LoggedStatement.Origin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.jspecify.annotations.Nullable;

/**
 * Writes each statement that runs through a wrapped data source into the {@link StatementLog}. Safe
 * for any thread; called on the one that runs the statement.
 */
final class StatementRecorder implements QueryExecutionListener {

  private static final String STARTED = "started";

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
    var outcome = failed ? message(execution.getThrowable()) : outcome(execution.getResult());
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

  private static String message(Throwable thrown) {
    return thrown instanceof SQLException e ? SqlStates.message(e) : thrown.toString();
  }

  private static String outcome(@Nullable Object result) {
    return switch (result) {
      case ResultSet rows -> rows(rows);
      case Integer count -> rows(count);
      case Long count -> rows(count);
      case null, default -> "done";
    };
  }

  /** Counts without consuming, where the result can be scrolled, which is what {@link Target}'s can. */
  private static String rows(ResultSet rows) {
    try {
      if (rows.getType() == ResultSet.TYPE_FORWARD_ONLY) {
        return "done";
      }
      rows.last();
      var count = rows.getRow();
      rows.beforeFirst();
      return rows(count);
    } catch (SQLException e) {
      return SqlStates.message(e);
    }
  }

  private static String rows(long count) {
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

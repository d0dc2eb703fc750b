package io.triggerscope.viewmodel;

import io.triggerscope.model.LoggedStatement;
import io.triggerscope.postgres.StatementLog;
import java.time.ZoneId;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The statement log card: what we ran on the watched database. Confined to the FX thread. */
public final class StatementLogViewModel {

  private final StatementLog log;
  private final ObservableList<LoggedStatement> rows = FXCollections.observableArrayList();
  private final ObservableList<LoggedStatement> readOnlyRows =
      FXCollections.unmodifiableObservableList(rows);
  private long total;

  public StatementLogViewModel(LiveSession session) {
    this.log = session.target().statementLog();
  }

  /** The one that ended last comes first. */
  public ObservableList<LoggedStatement> rows() {
    return readOnlyRows;
  }

  /** Takes over what is new; to be called by a timer. */
  public void poll() {
    long now = log.total();
    if (now == total) {
      return;
    }
    total = now;
    var newest = rows.isEmpty() ? null : rows.getFirst();
    rows.addAll(
        0, log.statements().reversed().stream().takeWhile(row -> !row.equals(newest)).toList());
    if (rows.size() > StatementLog.CAPACITY) {
      rows.remove(StatementLog.CAPACITY, rows.size());
    }
  }

  /** All rows as text, oldest first: one statement each, with a comment line that says the rest. */
  public String text(ZoneId zone) {
    return rows.reversed().stream()
        .map(
            row ->
                "-- "
                    + Format.dateTime(row.at(), zone)
                    + " "
                    + row.origin().name().toLowerCase(Locale.ROOT)
                    + ", "
                    + row.outcome().replace('\n', ' ')
                    + ", "
                    + Format.duration(row.took())
                    + (row.parameters().isEmpty() ? "" : ", parameters " + row.parameters())
                    + "\n"
                    + row.sql().strip()
                    + ";\n")
        .collect(Collectors.joining("\n"));
  }
}

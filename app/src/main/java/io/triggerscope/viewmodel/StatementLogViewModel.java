package io.triggerscope.viewmodel;

import io.triggerscope.model.LoggedStatement;
import io.triggerscope.model.LoggedStatement.Origin;
import io.triggerscope.postgres.StatementLog;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The statement log card: what we ran on the watched database. Confined to the FX thread. */
public final class StatementLogViewModel {

  /** Which statements are shown. */
  public enum Shown {
    /** All, but what screens and the LISTEN connection ask again and again once. */
    FOLDED("Background folded"),
    EVERY("Every statement"),
    ACTIONS("Buttons only");

    private final String title;

    Shown(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /**
   * One row. Immutable.
   *
   * @param statement the newest of those it stands for
   * @param times how many these are
   */
  public record Row(LoggedStatement statement, int times) {

    private Row andOneMore() {
      return new Row(statement, times + 1);
    }
  }

  private final StatementLog log;
  private final FileExport file;
  private final ObservableList<Row> rows = FXCollections.observableArrayList();
  private final ObservableList<Row> readOnlyRows = FXCollections.unmodifiableObservableList(rows);
  private final ObjectProperty<Shown> shown =
      new SimpleObjectProperty<>(this, "shown", Shown.FOLDED);
  private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
  private long total;

  public StatementLogViewModel(LiveSession session) {
    this.log = session.target().statementLog();
    this.file = new FileExport(session.threads(), session.clock());
    shown.addListener((_, _, _) -> show());
    filter.addListener((_, _, _) -> show());
  }

  /** The one that ended last comes first. */
  public ObservableList<Row> rows() {
    return readOnlyRows;
  }

  public ObjectProperty<Shown> shownProperty() {
    return shown;
  }

  /** What statement, parameters or outcome must contain, letter case ignored; empty: anything. */
  public StringProperty filterProperty() {
    return filter;
  }

  /** Saving what is shown. */
  public FileExport file() {
    return file;
  }

  /** Takes over what is new; to be called by a timer. */
  public void poll() {
    if (log.total() != total) {
      show();
    }
  }

  private void show() {
    total = log.total();
    var wanted = filter.get().strip().toLowerCase(Locale.ROOT);
    var now =
        rows(
            log.statements().reversed().stream()
                .filter(statement -> shown.get() != Shown.ACTIONS || isAction(statement))
                .filter(statement -> holds(statement, wanted))
                .toList());
    int same = 0;
    while (same < Math.min(rows.size(), now.size())
        && rows.get(rows.size() - 1 - same).equals(now.get(now.size() - 1 - same))) {
      same++;
    }
    // the rest keeps its place on the screen
    rows.remove(0, rows.size() - same);
    rows.addAll(0, now.subList(0, now.size() - same));
  }

  private List<Row> rows(List<LoggedStatement> newestFirst) {
    return shown.get() == Shown.FOLDED
        ? folded(newestFirst)
        : newestFirst.stream().map(statement -> new Row(statement, 1)).toList();
  }

  /** Between two actions a statement of the background is one row, unless it failed. */
  private static List<Row> folded(List<LoggedStatement> newestFirst) {
    var rows = new ArrayList<Row>();
    var places = new HashMap<String, Integer>();
    for (var statement : newestFirst) {
      if (isAction(statement)) {
        places.clear();
      }
      var place =
          isAction(statement) || statement.failed()
              ? null
              : places.putIfAbsent(statement.sql(), rows.size());
      if (place == null) {
        rows.add(new Row(statement, 1));
      } else {
        rows.set(place, rows.get(place).andOneMore());
      }
    }
    return rows;
  }

  private static boolean isAction(LoggedStatement statement) {
    return statement.origin() == Origin.ACTION;
  }

  private static boolean holds(LoggedStatement statement, String wanted) {
    return (statement.sql() + '\n' + statement.parameters() + '\n' + statement.outcome())
        .toLowerCase(Locale.ROOT)
        .contains(wanted);
  }

  /** Writes what is shown to a file. */
  public void save(Path to, ZoneId zone) {
    var text = text(zone);
    file.text(to, () -> text);
  }

  /**
   * What is shown as text, oldest first: each statement after a comment line that says the rest.
   */
  public String text(ZoneId zone) {
    return rows.reversed().stream().map(row -> text(row, zone)).collect(Collectors.joining("\n"));
  }

  private static String text(Row row, ZoneId zone) {
    var statement = row.statement();
    return "-- "
        + Format.dateTime(statement.at(), zone)
        + " "
        + statement.origin().name().toLowerCase(Locale.ROOT)
        + ", "
        + statement.outcome().replace('\n', ' ')
        + ", "
        + Format.duration(statement.took())
        + (statement.parameters().isEmpty() ? "" : ", parameters " + statement.parameters())
        + (row.times() == 1 ? "" : ", the last of " + Format.count(row.times()))
        + "\n"
        + statement.sql().strip()
        + ";\n";
  }
}

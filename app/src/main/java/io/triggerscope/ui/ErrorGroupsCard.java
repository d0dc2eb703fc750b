package io.triggerscope.ui;

import io.triggerscope.model.ErrorGroup;
import io.triggerscope.ui.chart.Palette;
import io.triggerscope.ui.chart.Sparkline;
import io.triggerscope.viewmodel.ErrorGroupsViewModel;
import io.triggerscope.viewmodel.ErrorsViewModel;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Preferences;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * The card of the groups of errors, the largest first, and below them all of the chosen one.
 * Confined to the FX thread.
 */
final class ErrorGroupsCard extends StackPane {

  private static final double ROW = 31;

  private final ErrorsViewModel vm;
  private final ErrorGroupsViewModel groups;
  private final Preferences preferences;
  private final TableView<ErrorGroup> table = new TableView<>();
  private final Palette palette = new Palette(table::refresh);

  ErrorGroupsCard(ErrorsViewModel vm, Preferences preferences) {
    this.vm = vm;
    this.groups = vm.groups();
    this.preferences = preferences;
    fillTable();
    VBox.setVgrow(table, Priority.ALWAYS);
    var content = new VBox(table, new ErrorGroupFoot(groups, preferences, vm::now));
    var count = new Label();
    count.setId("errors-groups-count");
    count.getStyleClass().add("muted");
    count.setMinWidth(USE_PREF_SIZE);
    var fold = new Button("Fold again");
    fold.setId("errors-fold");
    fold.setMinWidth(USE_PREF_SIZE);
    fold.setOnAction(_ -> groups.fold());
    fold.visibleProperty().bind(groups.splitProperty().isNotNull());
    fold.managedProperty().bind(fold.visibleProperty());
    var card =
        new Card("Groups", content)
            .beside(
                count,
                new Busy(groups.groups().runningProperty(), groups.groups()::cancel),
                Sentence.ofProblem(groups.groups().problemProperty(), preferences))
            .atEnd(muted(), fold, ErrorsView.listing(vm));
    groups
        .splitProperty()
        .subscribe(kind -> card.titleProperty().set(kind == null ? "Groups" : "Messages"));
    InvalidationListener show = _ -> count.setText(count());
    groups.groups().valueProperty().addListener(show);
    groups.shown().addListener(show);
    show.invalidated(groups.shown());
    getChildren().addAll(palette, card);
  }

  private String count() {
    var read = groups.groups().value();
    long total =
        read == null ? 0 : read.total() - (groups.withMutedProperty().get() ? 0 : groups.muted());
    long shown = groups.shown().size();
    return shown < total
        ? Format.count(shown) + " largest of " + Format.count(total)
        : Format.count(shown);
  }

  private CheckBox muted() {
    var box = new CheckBox();
    box.setId("errors-with-muted");
    box.setMinWidth(USE_PREF_SIZE);
    box.selectedProperty().bindBidirectional(groups.withMutedProperty());
    InvalidationListener show =
        _ -> {
          box.setText(Format.count(groups.muted()) + " muted");
          box.setVisible(groups.muted() > 0);
          box.setManaged(groups.muted() > 0);
        };
    groups.groups().valueProperty().addListener(show);
    groups.notes().notesProperty().addListener(show);
    groups.splitProperty().addListener(show);
    show.invalidated(groups.shown());
    return box;
  }

  private void fillTable() {
    table.setId("errors-groups");
    table.setFixedCellSize(ROW);
    table.setItems(groups.shown());
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
    table.getColumns().add(Columns.node("Message", 280, this::message));
    var count =
        Columns.<ErrorGroup>text(
            "Count", 76, group -> Format.count(group.rows()), "number", "mono");
    table.getColumns().add(count);
    var trend =
        Columns.<ErrorGroup>node("Trend", 88, group -> new Sparkline(palette, group.trend()));
    table.getColumns().add(trend);
    var last =
        Columns.<ErrorGroup>text(
            "Last seen",
            104,
            group -> Format.briefMoment(group.last(), vm.now(), preferences.zoneProperty().get()),
            "mono",
            "muted");
    table.getColumns().add(last);
    for (var column : List.of(count, trend, last)) {
      column.setMinWidth(column.getPrefWidth());
      column.setMaxWidth(column.getPrefWidth());
    }
    table.setPlaceholder(
        new EmptyState(
            "No groups",
            "Errors of one SQLSTATE whose messages differ in names, ids and numbers only are one"
                + " group. There are none that match these filters."));
    preferences.zoneProperty().addListener((_, _, _) -> table.refresh());
    groups.notes().notesProperty().addListener((_, _, _) -> table.refresh());
    Copying.rows(
        table, group -> group.sqlstate() + "\t" + Format.count(group.rows()) + "\t" + group.text());
    follow();
  }

  private void follow() {
    var chosen = table.getSelectionModel();
    chosen
        .selectedItemProperty()
        .addListener(
            (_, _, group) -> {
              if (group != null) {
                groups.chosenProperty().set(group);
              }
            });
    groups
        .chosenProperty()
        .subscribe(
            group -> {
              if (group == null) {
                chosen.clearSelection();
              } else if (!group.equals(chosen.getSelectedItem())) {
                chosen.select(group);
              }
            });
  }

  private HBox message(ErrorGroup group) {
    var state = new Label(group.sqlstate().isEmpty() ? "–" : group.sqlstate());
    state.getStyleClass().addAll("mono", "failed");
    state.setMinWidth(USE_PREF_SIZE);
    var text = new Label(group.text().isEmpty() ? "(no message)" : oneLine(group.text()));
    text.getStyleClass().add("mono");
    var line = new HBox(state, text);
    line.getStyleClass().add("line");
    var note = groups.note(group);
    if (note != null) {
      boolean covered = note.covers(group.last());
      var mark = new Label(covered ? note.mark().brief() : "new again");
      mark.getStyleClass().addAll("small", covered ? "muted" : "attention");
      mark.setMinWidth(USE_PREF_SIZE);
      line.getChildren().add(mark);
    }
    return line;
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}

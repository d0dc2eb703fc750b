package io.triggerscope.ui;

import io.triggerscope.model.CacheDomain;
import io.triggerscope.model.UserCascade;
import io.triggerscope.model.UserCascade.AgentCount;
import io.triggerscope.model.UserCascade.Cause;
import io.triggerscope.ui.chart.Histogram;
import io.triggerscope.viewmodel.CascadesViewModel;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Preferences;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The chosen user's cascade: when their caches were invalidated, why, and for which agents. */
final class UserCascadeCards extends GridPane {

  private static final double[] HEIGHTS = {29, 41, 30};

  private final Tooltip fullId = new Tooltip();
  private final Histogram history =
      new Histogram("Invalidations over time", "cache op", CacheDomain.SERIES_ORDER);
  private final TableView<Cause> causes = new TableView<>();
  private final TableView<AgentCount> agents = new TableView<>();
  private final Card user;

  /**
   * @param showOnTimeline told the id of the user who is wanted there
   */
  UserCascadeCards(CascadesViewModel vm, Preferences preferences, Consumer<String> showOnTimeline) {
    getStyleClass().add("user-cascade");
    history.setId("cascades-history");
    history.zoneProperty().bind(preferences.zoneProperty());
    fullId.getStyleClass().add("mono");
    user =
        new Card("", history)
            .atEnd(
                userButton("Copy id", "cascades-copy-user", vm, Copying::copy),
                userButton("Show on timeline", "cascades-show-on-timeline", vm, showOnTimeline));
    user.setId("cascades-user");
    Tooltip.install(user.lookup(".card-header"), fullId);
    var why = new Card("Why: what changed → which caches", causes());
    var busiest = new Card("Busiest agents", agents());
    addColumn(0, user, why, busiest);
    var column = new ColumnConstraints();
    column.setHgrow(Priority.ALWAYS);
    getColumnConstraints().add(column);
    for (double share : HEIGHTS) {
      var row = new RowConstraints();
      row.setPercentHeight(share);
      getRowConstraints().add(row);
    }
    managedProperty().bind(visibleProperty());
    vm.shownProperty().subscribe(shown -> show(shown.chosen()));
  }

  private static Button userButton(
      String text, String id, CascadesViewModel vm, Consumer<String> action) {
    var button = new Button(text);
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(
        _ -> {
          var user = vm.chosenUserProperty().get();
          if (user != null) {
            action.accept(user);
          }
        });
    return button;
  }

  private TableView<Cause> causes() {
    causes.setId("cascades-causes");
    causes.getColumns().add(Columns.text("Change", 204, UserCascadeCards::change, "mono"));
    causes
        .getColumns()
        .add(Columns.text("Count", 56, cause -> Format.count(cause.count()), "mono", "number"));
    causes.getColumns().add(Columns.node("Invalidates", 238, UserCascadeCards::chips));
    dress(causes);
    Copying.rows(causes, cause -> change(cause) + "\t" + cause.count());
    return causes;
  }

  private TableView<AgentCount> agents() {
    agents.setId("cascades-agents");
    agents.getColumns().add(Columns.text("Agent", 392, AgentCount::agentId, "mono"));
    agents
        .getColumns()
        .add(
            Columns.text(
                "Notifications", 106, row -> Format.count(row.notifications()), "mono", "number"));
    dress(agents);
    agents.setPlaceholder(muted("No notification of this user names an agent."));
    Copying.rows(agents, AgentCount::agentId);
    return agents;
  }

  private static void dress(TableView<?> table) {
    table.setPlaceholder(new Label());
    table.setMinHeight(0);
    table.setPrefHeight(0);
    VBox.setVgrow(table, Priority.ALWAYS);
  }

  private static Label muted(String text) {
    var label = new Label(text);
    label.getStyleClass().add("muted");
    return label;
  }

  private static String change(Cause cause) {
    return cause.table() + " " + cause.operation();
  }

  private static Node chips(Cause cause) {
    if (cause.series().isEmpty()) {
      return muted("nothing: no rule names this table");
    }
    var chips = new HBox();
    chips.getStyleClass().add("chips");
    cause.series().forEach(series -> chips.getChildren().add(new Chip(series)));
    return chips;
  }

  private void show(@Nullable UserCascade cascade) {
    setVisible(cascade != null);
    if (cascade == null) {
      return;
    }
    user.titleProperty().set("User " + Format.shortId(cascade.userId()));
    fullId.setText(cascade.userId());
    history
        .dataProperty()
        .set(new Histogram.Data(cascade.from(), cascade.width(), cascade.history()));
    replace(causes, cascade.causes(), UserCascadeCards::change);
    replace(agents, cascade.agents(), AgentCount::agentId);
  }

  /** Shows other rows; the row with the same key as the selected one is selected again. */
  private static <T> void replace(TableView<T> table, List<T> rows, Function<T, String> key) {
    if (table.getItems().equals(rows)) {
      return;
    }
    var selection = table.getSelectionModel();
    var selected = selection.getSelectedItem();
    table.getItems().setAll(rows);
    selection.clearSelection();
    if (selected != null) {
      rows.stream()
          .filter(row -> key.apply(row).equals(key.apply(selected)))
          .forEach(selection::select);
    }
  }
}

package io.triggerscope.ui;

import io.triggerscope.viewmodel.OperationsViewModel;
import io.triggerscope.viewmodel.Preferences;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;

/** The Operations screen: migrations, the test, the clean-up, and the log of all statements. */
public final class OperationsView extends VBox {

  private static final double[] WIDTHS = {38, 31, 31};

  public OperationsView(OperationsViewModel vm, FileDialogs dialogs, Preferences preferences) {
    getStyleClass().addAll("screen", "operations");
    var title = new Label("Operations");
    title.getStyleClass().add("screen-title");
    var sentence =
        new Label(
            vm.access().refusal().isEmpty()
                ? "Each action asks before it runs, and every statement is kept in the log below."
                : vm.access().refusal()
                    + " Nothing here can be run; every statement is kept in the log below.");
    sentence.getStyleClass().add("muted");
    var toolbar = new HBox(title, sentence);
    toolbar.getStyleClass().add("toolbar");
    if (vm.access().isProduction()) {
      toolbar.getChildren().addAll(space(), productionPill());
    }
    var cards =
        cards(
            new MigrationsCard(vm.migrations(), vm.uninstall(), dialogs, preferences),
            new InvalidationTestCard(vm.test(), vm.rehearsal(), preferences),
            new CleanupCard(vm.cleanup(), preferences));
    var log = new StatementLogCard(vm.log(), dialogs, preferences);
    var split = new SplitPane(cards, log);
    split.setOrientation(Orientation.VERTICAL);
    split.setDividerPositions(0.7);
    VBox.setVgrow(split, Priority.ALWAYS);
    getChildren().addAll(toolbar, split);
  }

  private static Region space() {
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    return space;
  }

  private static HBox productionPill() {
    var dot = new Circle(4);
    dot.getStyleClass().add("dot");
    dot.pseudoClassStateChanged(States.FAILED, true);
    var text = new Label("PROD · actions ask for the database name");
    text.setId("production");
    text.setMinWidth(Region.USE_PREF_SIZE);
    var pill = new HBox(dot, text);
    pill.getStyleClass().addAll("pill", "production");
    pill.setMinWidth(Region.USE_PREF_SIZE);
    return pill;
  }

  private static GridPane cards(Region... cards) {
    var grid = new GridPane();
    grid.getStyleClass().add("cards");
    var row = new RowConstraints();
    row.setVgrow(Priority.ALWAYS);
    row.setFillHeight(true);
    grid.getRowConstraints().add(row);
    for (int i = 0; i < cards.length; i++) {
      var column = new ColumnConstraints();
      column.setPercentWidth(WIDTHS[i]);
      column.setFillWidth(true);
      grid.getColumnConstraints().add(column);
      grid.add(cards[i], i, 0);
    }
    return grid;
  }
}

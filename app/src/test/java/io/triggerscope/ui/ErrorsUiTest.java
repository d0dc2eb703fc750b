package io.triggerscope.ui;

import static io.triggerscope.testing.Window.ROBOT;
import static io.triggerscope.testing.Window.fx;
import static io.triggerscope.testing.Window.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.testing.ErrorLog;
import io.triggerscope.testing.Pictures;
import io.triggerscope.testing.TestPostgres;
import io.triggerscope.testing.Window;
import io.triggerscope.viewmodel.ErrorsViewModel;
import io.triggerscope.viewmodel.Preferences;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;

class ErrorsUiTest {

  private static final double ROW = 27;

  private boolean operationsOpened;

  @Test
  void rowsAndHistogramFollowTheFiltersTogether() {
    try (var window = open(ErrorLog.with(2_000))) {
      until(() -> label("#errors-counts .strong").equals("2,000 errors match"));
      assertThat(table().getItems()).hasSize(200);
      Pictures.take(window.stage(), "errors");

      ROBOT.clickOn("#errors-table");
      Pictures.top("errors-table-menu");
      ROBOT.clickOn("#table-calls");
      until(() -> label("#errors-counts .strong").equals("500 errors match"));
      assertThat(ROBOT.lookup("#errors-table").queryAs(MenuButton.class).getText())
          .isEqualTo("Table: calls");
    }
  }

  @Test
  void typingFiltersByTextAndResetTakesAllFiltersBack() {
    try (var window = open(ErrorLog.with(40))) {
      until(() -> table().getItems().size() == 40);
      ROBOT.clickOn("#errors-text").write("uuid");
      until(() -> table().getItems().size() == 20);
      ROBOT.write(" no such text");
      until(() -> table().getItems().isEmpty());
      assertThat(label("#errors-rows .empty-state .strong")).isEqualTo("No errors match");
      Pictures.take(window.stage(), "errors-none");
      ROBOT.clickOn("#errors-reset");
      until(() -> table().getItems().size() == 40);
    }
  }

  @Test
  void scrollingToTheEndLoadsTheNextPage() {
    try (var _ = open(ErrorLog.with(450))) {
      until(() -> table().getItems().size() == 200);
      scrollTo(199);
      until(() -> table().getItems().size() == 400);
      scrollTo(399);
      until(() -> label("#errors-loaded").equals("450 of 450 loaded"));
    }
  }

  @Test
  void newErrorsComeInAtTheTopWhileTheRowsOnViewKeepTheirPlace() {
    var settings = ErrorLog.with(150);
    try (var window = open(settings)) {
      until(() -> table().getItems().size() == 150);
      scrollTo(60);
      var row = fx(() -> table().getItems().get(62));
      until(() -> Math.abs(placeOnView(row) - 2 * ROW) < 1);
      ErrorLog.add(settings, 5);
      until(() -> polled(window) && table().getItems().size() == 155);
      until(() -> Math.abs(placeOnView(row) - 2 * ROW) < 1);
      assertThat(fx(() -> table().getItems().indexOf(row))).isEqualTo(67);
    }
  }

  @Test
  void theChosenErrorShowsItsContextAndItsStack() {
    try (var _ = open(ErrorLog.with(3))) {
      until(() -> table().getItems().size() == 3);
      until(() -> code("#error-context").contains("\n  \"payload_bytes\": 9014"));
      assertThat(code("#error-stack")).startsWith("PL/pgSQL function notify_cache_invalidation()");
      ROBOT.clickOn("#error-raw");
      until(() -> code("#error-context").startsWith("{\"role\": \"app\""));
    }
  }

  @Test
  void withoutTheTableTheScreenSaysSoAndLeadsToOperations() {
    try (var window = open(TestPostgres.NEWEST.demoSchema())) {
      until(() -> window.viewModel().missingProperty().get());
      Pictures.take(window.stage(), "errors-missing");
      ROBOT.clickOn("#errors-go-to-operations");
      assertThat(operationsOpened).isTrue();
    }
  }

  private static void scrollTo(int row) {
    fx(
        () -> {
          table().scrollTo(row);
          return row;
        });
  }

  /** How far below the top a row is drawn; very far when it is not on view. */
  private static double placeOnView(Object row) {
    return ROBOT.lookup("#errors-rows .table-row-cell").<TableRow<?>>queryAll().stream()
        .filter(cell -> cell.isVisible() && cell.getItem() == row)
        .mapToDouble(Node::getLayoutY)
        .findFirst()
        .orElse(Double.MAX_VALUE);
  }

  private static boolean polled(Window<ErrorsViewModel> window) {
    window.viewModel().poll();
    return true;
  }

  private static String code(String query) {
    return ROBOT.lookup(query).<CodeView>query().text();
  }

  private Window<ErrorsViewModel> open(ConnectionSettings settings) {
    return Window.show(
        settings,
        session -> {
          var vm = new ErrorsViewModel(session);
          vm.setShown(true);
          return vm;
        },
        vm -> new ErrorsView(vm, new Preferences(), () -> operationsOpened = true));
  }

  private static TableView<?> table() {
    return ROBOT.lookup("#errors-rows").queryAs(TableView.class);
  }

  private static String label(String query) {
    return ROBOT.lookup(query).<Labeled>query().getText();
  }
}

package io.triggerscope.ui;

import static io.triggerscope.testing.Window.ROBOT;
import static io.triggerscope.testing.Window.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.testing.ErrorLog;
import io.triggerscope.testing.Pictures;
import io.triggerscope.testing.Window;
import io.triggerscope.viewmodel.ErrorsViewModel;
import io.triggerscope.viewmodel.Preferences;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;

class ErrorsUiTest {

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

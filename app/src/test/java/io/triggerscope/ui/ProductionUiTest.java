package io.triggerscope.ui;

import static io.triggerscope.testing.Window.ROBOT;
import static io.triggerscope.testing.Window.fx;
import static io.triggerscope.testing.Window.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.connection.ProfileFile;
import io.triggerscope.connection.SystemKeychain;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Environment;
import io.triggerscope.testing.ErrorLog;
import io.triggerscope.testing.Pictures;
import io.triggerscope.testing.TestPostgres;
import io.triggerscope.testing.Window;
import io.triggerscope.viewmodel.ConnectViewModel;
import io.triggerscope.viewmodel.ConnectionLabel;
import io.triggerscope.viewmodel.LiveSession;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.Rules;
import io.triggerscope.viewmodel.Screen;
import io.triggerscope.viewmodel.WindowViewModel;
import java.nio.file.Path;
import java.time.InstantSource;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole window on a database that its user calls PROD. */
class ProductionUiTest {

  @TempDir private Path folder;

  @Test
  void eachActionDemandsTheNameOfTheDatabase() {
    var settings = TestPostgres.NEWEST.migrated();
    ErrorLog.addOld(settings, 10);
    try (var window = open(new ConnectionLabel("prod-eu", Environment.PROD), settings)) {
      var database = window.session().database();
      demands("#send-test", database);
      fx(() -> show(window, Screen.OPERATIONS));
      until(() -> text("#cleanup-would-delete").equals("0 rows"));
      fx(() -> fire(ROBOT.lookup("#cleanup-unseen").queryAs(CheckBox.class)));
      until(() -> text("#cleanup-would-delete").equals("10 rows"));
      until(() -> !ROBOT.lookup("#run-migrations").queryAs(Button.class).isDisabled());
      assertThat(text("#production")).isEqualTo("PROD · actions ask for the database name");
      Pictures.take(window.stage(), "operations-prod");
      demands("#run-migrations", database);
      demands("#dry-run", database);
      demands("#run-test", database);
      demands("#cleanup", database);
      ROBOT.clickOn("#uninstall");
      demands("#uninstall-preview", database);
      ROBOT.clickOn("#uninstall-close").clickOn("#rehearse-statement");
      ROBOT.clickOn("#rehearsed-statement").write("DELETE FROM users");
      demands("#rehearse", database);
      ROBOT.clickOn("#rehearsal-close");
      assertThat(ErrorLog.rows(settings)).isEqualTo(10);
    }
  }

  private static void demands(String action, String database) {
    ROBOT.clickOn(action);
    assertThat(confirm().isDisabled()).as(action).isTrue();
    ROBOT.clickOn("#typed-database").write(database.substring(1));
    assertThat(confirm().isDisabled()).as(action).isTrue();
    Pictures.top("confirmation-prod");
    ROBOT.push(KeyCode.HOME).write(database.substring(0, 1));
    assertThat(confirm().isDisabled()).as(action).isFalse();
    ROBOT.clickOn("#cancel");
  }

  private static boolean fire(CheckBox box) {
    box.fire();
    return box.isSelected();
  }

  private static String text(String query) {
    return ROBOT.lookup(query).<Labeled>query().getText();
  }

  private static Button confirm() {
    return ROBOT.lookup("#confirm").queryAs(Button.class);
  }

  @ParameterizedTest
  @EnumSource
  void theTopBarHasARedLineOnProdAlone(Environment environment) {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    try (var window = open(new ConnectionLabel("some", environment), settings)) {
      assertThat(window.scene().getRoot().getPseudoClassStates().contains(States.PROD))
          .isEqualTo(environment == Environment.PROD);
    }
  }

  private Window<WindowViewModel> open(ConnectionLabel label, ConnectionSettings settings) {
    return Window.show(
        label, settings, this::window, vm -> new MainWindow(vm, new FileDialogs.Native()));
  }

  private WindowViewModel window(LiveSession session) {
    var clock = InstantSource.system();
    var threads = session.threads();
    var file = new ProfileFile(folder.resolve("connections.json"), clock);
    var rules = Rules.in(folder, null, threads, clock);
    var window =
        new WindowViewModel(
            new ConnectViewModel(file, new SystemKeychain(), rules, threads, clock),
            new Preferences(),
            threads,
            clock);
    window.open(session);
    return window;
  }

  private static boolean show(Window<WindowViewModel> window, Screen screen) {
    window.viewModel().screenProperty().set(screen);
    return true;
  }
}

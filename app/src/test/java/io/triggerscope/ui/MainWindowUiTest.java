package io.triggerscope.ui;

import static io.triggerscope.testing.Window.ROBOT;
import static io.triggerscope.testing.Window.focus;
import static io.triggerscope.testing.Window.fx;
import static io.triggerscope.testing.Window.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.connection.ProfileFile;
import io.triggerscope.connection.SystemKeychain;
import io.triggerscope.model.TriggerError;
import io.triggerscope.testing.Pictures;
import io.triggerscope.viewmodel.ConnectViewModel;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.Rules;
import io.triggerscope.viewmodel.Screen;
import io.triggerscope.viewmodel.Threads;
import io.triggerscope.viewmodel.TimelineRow;
import io.triggerscope.viewmodel.WindowViewModel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/** The whole window on the demo database, worked by its buttons. */
class MainWindowUiTest {

  @TempDir private Path folder;
  private Stage stage;
  private WindowViewModel window;

  @BeforeEach
  void open() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
    stage = FxToolkit.registerStage(Stage::new);
    window =
        fx(
            () -> {
              Look.loadFonts();
              var clock = InstantSource.system();
              var threads = new Threads(Thread.ofVirtual().factory(), Platform::runLater);
              var file = new ProfileFile(folder.resolve("connections.json"), clock);
              var connect =
                  new ConnectViewModel(
                      file,
                      new SystemKeychain(),
                      Rules.in(folder, null, threads, clock),
                      threads,
                      clock);
              var model = new WindowViewModel(connect, new Preferences(), threads, clock);
              stage.setScene(new Scene(new MainWindow(model, new FileDialogs.Native()), 990, 980));
              Look.apply(stage.getScene(), true);
              stage.show();
              return model;
            });
  }

  @AfterEach
  void close() {
    fx(
        () -> {
          stage.hide();
          return true;
        });
    window.close();
  }

  @Test
  void theDemoFillsEveryScreenAndEveryButtonWorks() {
    assertThat(ROBOT.lookup("#go-timeline").query().isDisabled()).isTrue();
    ROBOT.clickOn("#start-demo");
    until(
        () -> window.counters().batches() > 20 || window.connect().problemProperty().get() != null);
    assertThat(window.connect().problemProperty().get()).isNull();
    until(() -> text("#listening-state").equals("Listening on"));
    // where there is little room, facts are cut before names
    until(
        () ->
            isWhole("#connection-name")
                && isWhole("#listening-state")
                && isWhole("#listening-channel"));

    // the view pauses, the feed goes on
    ROBOT.clickOn("#pause");
    int paused = transactions().getItems().size();
    long received = window.counters().received();
    until(() -> window.counters().received() > received + 10);
    until(() -> text("#follow").contains("new"));
    assertThat(transactions().getItems()).hasSize(paused);

    // a transaction opens
    focus("#transactions").type(KeyCode.HOME);
    until(() -> transactions().getSelectionModel().getSelectedItem() != null);
    var chosen = transactions().getSelectionModel().getSelectedItem();
    assertThat(ROBOT.lookup("#transaction-detail .card-title").<Labeled>query().getText())
        .isEqualTo("Transaction " + chosen.transaction().batchId());
    Pictures.take(stage, "timeline");
    ROBOT.clickOn("#follow");
    until(() -> transactions().getItems().size() > paused);

    // keys: the guide, the sheet of them, and from screen to screen
    ROBOT.type(KeyCode.F1);
    until(() -> ROBOT.lookup("#guide-pages").tryQuery().isPresent());
    ROBOT.type(KeyCode.ESCAPE);
    until(() -> ROBOT.lookup("#guide-pages").tryQuery().isEmpty());
    ROBOT.clickOn("#help").clickOn("#help-keys");
    until(() -> ROBOT.lookup("#shortcuts").tryQuery().isPresent());
    Pictures.top("shortcuts");
    ROBOT.type(KeyCode.ESCAPE);
    until(() -> ROBOT.lookup("#shortcuts").tryQuery().isEmpty());
    ROBOT.push(KeyCode.SHORTCUT, KeyCode.F);
    until(() -> ROBOT.lookup("#timeline-filter").query().isFocused());
    ROBOT.push(KeyCode.SHORTCUT, KeyCode.DIGIT4);
    until(() -> ROBOT.lookup("#errors-rows").tryQuery().isPresent());

    ROBOT.clickOn("#go-cascades");
    until(() -> !text("#figure-notifications").equals("0"));

    // errors come by themselves and can be filtered
    ROBOT.clickOn("#go-errors");
    until(() -> !errors().getItems().isEmpty());
    ROBOT.clickOn("#errors-text").write("no such text anywhere");
    until(() -> errors().getItems().isEmpty());
    ROBOT.clickOn("#errors-reset");
    until(() -> !errors().getItems().isEmpty());

    // from an error to its transaction, and to the trigger that failed
    var error = fx(() -> errors().getSelectionModel().getSelectedItem());
    ROBOT.clickOn("#error-show-on-timeline");
    until(() -> window.screenProperty().get() == Screen.TIMELINE);
    assertThat(ROBOT.lookup("#timeline-filter").queryAs(TextInputControl.class).getText())
        .isEqualTo("tx:" + error.batchId());
    ROBOT.clickOn("#go-errors").clickOn("#error-open-trigger");
    until(() -> window.screenProperty().get() == Screen.HEALTH);
    until(
        () ->
            ROBOT.lookup("#coverage").queryTableView().getSelectionModel().getSelectedIndex() >= 0);

    ROBOT.clickOn("#go-operations");
    until(() -> text("#run-migrations").equals("Run migrations…"));
    assertThat(ROBOT.lookup("#run-migrations").queryAs(Button.class).isDisabled()).isTrue();
    ROBOT.clickOn("#run-test").clickOn("#confirm");
    until(() -> !text("#test-notice").isEmpty());
    assertThat(text("#test-notice")).contains("arrived on this connection");

    ROBOT.clickOn("#go-timeline");
    // the test has left its marker
    until(() -> window.screensProperty().get().timeline().markers().size() == 1);
  }

  private static boolean isWhole(String label) {
    var shown = ROBOT.lookup(label).<Labeled>query();
    return shown.getWidth() >= shown.prefWidth(-1);
  }

  private static String text(String query) {
    return ROBOT.lookup(query).<Labeled>query().getText();
  }

  private static TableView<TimelineRow> transactions() {
    return ROBOT.lookup("#transactions").queryTableView();
  }

  private static TableView<TriggerError> errors() {
    return ROBOT.lookup("#errors-rows").queryTableView();
  }
}

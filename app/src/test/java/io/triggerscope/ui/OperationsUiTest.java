package io.triggerscope.ui;

import static io.triggerscope.testing.Window.ROBOT;
import static io.triggerscope.testing.Window.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Marker;
import io.triggerscope.testing.ErrorLog;
import io.triggerscope.testing.Pictures;
import io.triggerscope.testing.TestPostgres;
import io.triggerscope.testing.Window;
import io.triggerscope.viewmodel.OperationsViewModel;
import io.triggerscope.viewmodel.Preferences;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.Test;

class OperationsUiTest {

  private final AtomicInteger changes = new AtomicInteger();

  @Test
  void migrationsRunOnceConfirmedThenTheTestPasses() {
    try (var window = open(TestPostgres.NEWEST.demoSchema())) {
      until(() -> text("#run-migrations").equals("Run 2 migrations…"));
      Pictures.take(window.stage(), "operations-before");

      ROBOT.clickOn("#run-migrations").clickOn("#confirm");
      until(() -> text("#migrations-notice").contains("Applied 021, 022."));
      until(() -> text("#run-migrations").equals("Run migrations…"));
      assertThat(changes).hasValue(1);

      ROBOT.clickOn("#run-test").clickOn("#confirm");
      until(() -> polled(window) && text("#test-notice").contains("arrived on this connection"));
      Pictures.take(window.stage(), "operations-tested");
      assertThat(text("#test-notice"))
          .contains("checks passed")
          .contains("all test notifications arrived on this connection");
      until(
          () ->
              window.session().snapshotProperty().get().markers().stream()
                  .map(Marker::label)
                  .toList()
                  .equals(List.of("migration 021, 022", "test")));
    }
  }

  @Test
  void theCleanUpDeletesWhatItsPreviewShowed() {
    var settings = TestPostgres.NEWEST.migrated();
    ErrorLog.add(settings, 100);
    ErrorLog.addOld(settings, 2_500);
    try (var window = open(settings)) {
      until(() -> text("#cleanup-would-delete").equals("2,500 rows"));
      assertThat(text("#cleanup-would-keep")).isEqualTo("100 rows");

      ROBOT.clickOn("#cleanup");
      Pictures.top("confirmation-clean-up");
      ROBOT.clickOn("#cancel");
      assertThat(ErrorLog.rows(settings)).isEqualTo(2_600);

      ROBOT.clickOn("#cleanup").clickOn("#confirm");
      until(() -> polled(window) && text("#cleanup-notice").contains("2,500 rows deleted"));
      until(() -> text("#cleanup-would-delete").equals("0 rows"));
      Pictures.take(window.stage(), "operations-cleaned");
      assertThat(text("#cleanup-progress")).isEqualTo("2,500 of 2,500 deleted in batches of 1,000");
      assertThat(ErrorLog.rows(settings)).isEqualTo(100);
    }
  }

  @Test
  void aReadOnlyConnectionOffersNothingThatWritesAndSaysWhy() {
    var settings = ErrorLog.readOnly(TestPostgres.NEWEST.demoSchema());
    try (var window = open(settings)) {
      until(() -> !window.viewModel().migrations().pending().isEmpty());
      assertThat(ROBOT.lookup("#run-migrations").queryAs(Button.class).isDisabled()).isTrue();
      assertThat(ROBOT.lookup("#run-test").queryAs(Button.class).isDisabled()).isTrue();
      assertThat(ROBOT.lookup("#cleanup").queryAs(Button.class).isDisabled()).isTrue();
      assertThat(text("#migrations-refusal")).isEqualTo("This connection is read-only.");
      Pictures.take(window.stage(), "operations-read-only");
    }
  }

  private Window<OperationsViewModel> open(ConnectionSettings settings) {
    return Window.show(
        settings,
        session -> {
          var vm = new OperationsViewModel(session, changes::incrementAndGet);
          vm.setShown(true);
          return vm;
        },
        vm -> new OperationsView(vm, new Preferences()));
  }

  private static boolean polled(Window<OperationsViewModel> window) {
    window.viewModel().poll();
    return true;
  }

  private static String text(String query) {
    return ROBOT.lookup(query).<Labeled>query().getText();
  }
}

package io.triggerscope.ui;

import static io.triggerscope.testing.Window.ROBOT;
import static io.triggerscope.testing.Window.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Finding.Severity;
import io.triggerscope.model.Health;
import io.triggerscope.testing.ErrorLog;
import io.triggerscope.testing.Pictures;
import io.triggerscope.testing.TestPostgres;
import io.triggerscope.testing.Window;
import io.triggerscope.viewmodel.HealthViewModel;
import io.triggerscope.viewmodel.Preferences;
import java.util.Objects;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.Test;

class HealthUiTest {

  @Test
  void whatIsWrongStandsFirstAndIsGoneOnceItIsRepaired() {
    var settings = TestPostgres.NEWEST.migrated();
    ErrorLog.add(settings, 40);
    TestPostgres.execute(
        settings,
        "ALTER TABLE calls DISABLE TRIGGER cache_invalidation_calls;"
            + "DROP TRIGGER cache_invalidation_agents ON agents");
    try (var window = open(settings)) {
      until(() -> window.viewModel().health().value() != null);
      assertThat(first()).isEqualTo("Nothing announces INSERT, UPDATE, DELETE on agents");
      assertThat(ROBOT.lookup("#health-counts").queryParent().lookupAll(".label"))
          .extracting(label -> ((Labeled) label).getText())
          .contains("2 critical");
      Pictures.take(window.stage(), "health");

      TestPostgres.execute(
          settings,
          "ALTER TABLE calls ENABLE TRIGGER cache_invalidation_calls;"
              + TestPostgres.migration("V021__fix_cache_invalidation_trigger_logic.sql"));
      ROBOT.clickOn("#check-health");
      until(() -> health(window).count(Severity.CRITICAL) == 0);
      assertThat(first()).doesNotContain("agents");
    }
  }

  @Test
  void beforeTheMigrationsItSaysWhatToDo() {
    try (var window = open(TestPostgres.NEWEST.demoSchema())) {
      until(() -> window.viewModel().health().value() != null);
      assertThat(first()).isEqualTo("The triggers could not be checked");
      Pictures.take(window.stage(), "health-before");
    }
  }

  private static Health health(Window<HealthViewModel> window) {
    return Objects.requireNonNull(window.viewModel().health().value());
  }

  private static String first() {
    return ROBOT.lookup("#findings .finding .strong").<Labeled>query().getText();
  }

  private static Window<HealthViewModel> open(ConnectionSettings settings) {
    return Window.show(
        settings,
        session -> {
          var vm = new HealthViewModel(session);
          vm.setShown(true);
          return vm;
        },
        vm -> new HealthView(vm, new Preferences()));
  }
}

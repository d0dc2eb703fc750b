package io.triggerscope.ui;

import static io.triggerscope.testing.Window.ROBOT;
import static io.triggerscope.testing.Window.fx;
import static io.triggerscope.testing.Window.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Marker;
import io.triggerscope.model.Migration;
import io.triggerscope.model.Rehearsal.ChangedRows;
import io.triggerscope.model.SchemaChange;
import io.triggerscope.testing.ChosenFiles;
import io.triggerscope.testing.ErrorLog;
import io.triggerscope.testing.Pictures;
import io.triggerscope.testing.TestPostgres;
import io.triggerscope.testing.Window;
import io.triggerscope.viewmodel.GroupNotes;
import io.triggerscope.viewmodel.OperationsViewModel;
import io.triggerscope.viewmodel.Preferences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationsUiTest {

  @TempDir private Path folder;
  private final AtomicInteger changes = new AtomicInteger();
  private final Preferences preferences = new Preferences();

  @Test
  void theStatementLogIsFilteredAndSaved() throws IOException {
    try (var window = open(TestPostgres.NEWEST.migrated())) {
      until(() -> polled(window) && log().getItems().size() > 3);
      int all = log().getItems().size();
      ROBOT.clickOn("#statements-filter").write("table_bytes");
      until(() -> log().getItems().size() == 1);
      assertThat(all).isGreaterThan(1);
      Pictures.take(window.stage(), "operations-statements");
      ROBOT.clickOn("#save-statements");
      until(() -> text("#statements-notice").contains("Exported to "));
      assertThat(Files.readString(folder.resolve("triggerscope-statements.sql")))
          .startsWith("-- ")
          .contains("table_bytes", "parameters $1 = 30")
          .doesNotContain("LISTEN");
    }
  }

  private static TableView<?> log() {
    return ROBOT.lookup("#statement-log").queryAs(TableView.class);
  }

  @Test
  void migrationsRunOnceConfirmedThenHealthIsCheckedAndTheTestPasses() {
    try (var window = open(TestPostgres.NEWEST.demoSchema())) {
      until(() -> text("#run-migrations").equals("Run 2 migrations…"));
      Pictures.take(window.stage(), "operations-before");

      ROBOT.clickOn("#run-migrations");
      Pictures.top("confirmation-run");
      ROBOT.clickOn("#confirm");
      until(() -> text("#migrations-notice").contains("Applied 021, 022."));
      until(() -> text("#run-migrations").equals("Run migrations…"));
      assertThat(changes).hasValue(1);

      // both run by themselves
      until(
          () -> text("#migrations-health").startsWith("Health after it: 16 of 16 trigger events"));
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
  void aDryRunTellsWhatItWouldDoAndWhoIsInTheWay() throws SQLException {
    var settings = TestPostgres.NEWEST.demoSchema();
    try (var window = open(settings)) {
      until(() -> text("#dry-run").equals("Dry run…") && !isDisabled("#dry-run"));
      ROBOT.clickOn("#dry-run");
      Pictures.top("confirmation-dry-run");
      ROBOT.clickOn("#confirm");
      until(() -> text("#dry-run-summary").contains(" created. "));
      assertThat(text("#dry-run-summary"))
          .contains("V021 ran in ")
          .endsWith("V022 cannot run in a transaction.");
      try (var writer = TestPostgres.connect(settings);
          var statement = writer.createStatement()) {
        writer.setAutoCommit(false);
        statement.execute("SET application_name = 'a long job'; DELETE FROM calls");
        until(
            () ->
                polled(window)
                    && ROBOT.lookup(".lock-lines .label").<Label>queryAll().stream()
                        .anyMatch(hasText("(a long job")));
        Pictures.take(window.stage(), "operations-dry-run");
        writer.rollback();
      }
      ROBOT.clickOn("#dry-run-details");
      var changes = ROBOT.lookup("#schema-changes").<TableView<SchemaChange>>query();
      var function =
          changes.getItems().stream()
              .filter(change -> change.object().name().equals("notify_cache_invalidation()"))
              .findFirst()
              .orElseThrow();
      fx(
          () -> {
            changes.getSelectionModel().select(function);
            return true;
          });
      until(
          () ->
              ROBOT
                  .lookup("#definition-difference")
                  .query()
                  .getAccessibleText()
                  .startsWith("+ CREATE OR REPLACE FUNCTION public.notify_cache_invalidation()"));
      Pictures.top("dry-run-dialog");
      ROBOT.clickOn("#copy-dry-run");
      assertThat(fx(() -> Clipboard.getSystemClipboard().getString()))
          .contains("creates function notify_cache_invalidation()")
          .contains("locks calls ShareRowExclusive");
      ROBOT.clickOn("#dry-run-close");
      // nothing of it stayed
      assertThat(window.viewModel().migrations().pending()).hasSize(2);
    }
  }

  @Test
  void whatIsThereAlreadyIsAdopted() {
    try (var window = open(TestPostgres.NEWEST.migrated())) {
      until(() -> text("#dry-run").equals("Dry run…") && !isDisabled("#dry-run"));
      assertThat(ROBOT.lookup("#adopt").query().isVisible()).isFalse();
      ROBOT.clickOn("#dry-run").clickOn("#confirm");
      until(() -> ROBOT.lookup("#adopt").query().isVisible());
      assertThat(text("#dry-run-summary")).startsWith("Dry run: Nothing would change.");
      ROBOT.clickOn("#adopt");
      Pictures.top("confirmation-adopt");
      ROBOT.clickOn("#confirm");
      until(() -> text("#run-migrations").equals("Run 1 migration…"));
      assertThat(text("#migrations-notice")).endsWith("recorded as being at 021.");
    }
  }

  @Test
  void whatWasChangedByHandIsShownBesideWhatTheMigrationMakes() {
    var settings = TestPostgres.NEWEST.migrated();
    try (var window = open(settings)) {
      var migrations = window.viewModel().migrations();
      until(() -> migrations.pending().size() == 2 && !migrations.list().isRunning());
      fx(
          () -> {
            migrations.run(migrations.pending());
            return true;
          });
      until(() -> migrations.applied().size() == 2);
      TestPostgres.execute(
          settings,
          "CREATE OR REPLACE FUNCTION cache_invalidation_channel() RETURNS text LANGUAGE sql"
              + " IMMUTABLE AS $$ SELECT 'by hand'::text $$");
      fx(
          () -> {
            ROBOT
                .lookup("#migrations")
                .<TableView<Migration>>query()
                .getSelectionModel()
                .select(migrations.applied().getFirst());
            return true;
          });
      assertThat(text("#dry-run")).isEqualTo("Compare with the database…");
      ROBOT.clickOn("#dry-run").clickOn("#confirm");
      until(() -> text("#dry-run-summary").contains(" replaced. V021 ran in "));
      ROBOT.clickOn("#dry-run-details");
      Pictures.top("drift-dialog");
      assertThat(ROBOT.lookup("#definition-difference").query().getAccessibleText())
          .contains("\n- AS $function$ SELECT 'by hand'::text $function$")
          .contains("\n+ ");
      ROBOT.clickOn("#dry-run-close");
    }
  }

  @Test
  void migrationsOfAFolderAreRunAndAChangedChecksumIsAccepted() throws IOException {
    var script = folder.resolve("V1__make_it.sql");
    Files.writeString(script, "CREATE TABLE IF NOT EXISTS made (id int);\n");
    try (var window = open(TestPostgres.NEWEST.demoSchema())) {
      var vm = window.viewModel().migrations();
      until(() -> text("#run-migrations").equals("Run 2 migrations…"));
      ROBOT.clickOn("#migrations-source").clickOn("#migrations-folder");
      until(() -> text("#run-migrations").equals("Run 1 migration…"));
      assertThat(text("#migrations-path")).isEqualTo(folder.toString());
      assertThat(preferences.get(vm.folderPreference())).isEqualTo(folder.toString());
      Pictures.take(window.stage(), "operations-folder");

      ROBOT.clickOn("#run-migrations");
      assertThat(text(".confirmation .details"))
          .contains("V1__make_it.sql")
          .endsWith("recorded in flyway_schema_history");
      Pictures.top("confirmation-folder");
      ROBOT.clickOn("#confirm");
      until(() -> text("#migrations-notice").contains("Applied 1."));

      Files.writeString(script, "-- says why\nCREATE TABLE IF NOT EXISTS made (id int);\n");
      fx(
          () -> {
            vm.refresh();
            return true;
          });
      var table = ROBOT.lookup("#migrations").<TableView<Migration>>query();
      until(() -> table.getItems().getLast().state() == Migration.State.CHANGED);
      assertThat(isVisible("#accept-checksum")).isFalse();
      ROBOT.clickOn("#dry-run").clickOn("#confirm");
      until(() -> isVisible("#accept-checksum"));
      Pictures.take(window.stage(), "operations-accept");
      var changed = table.getItems().getLast();
      ROBOT.clickOn("#accept-checksum");
      assertThat(text(".confirmation .details"))
          .isEqualTo(
              "flyway_schema_history, version 1\nchecksum "
                  + changed.recordedChecksum()
                  + " → "
                  + changed.checksum());
      Pictures.top("confirmation-accept");
      ROBOT.clickOn("#confirm");
      until(() -> text("#migrations-notice").contains("Accepted: 1 is recorded as applied"));
      until(() -> table.getItems().getLast().state() == Migration.State.APPLIED);
      assertThat(isVisible("#accept-checksum")).isFalse();

      Files.delete(script);
      fx(
          () -> {
            vm.refresh();
            return true;
          });
      until(
          () ->
              ROBOT.lookup(".sentence").<Label>queryAll().stream()
                  .anyMatch(hasText("There is no migration in " + folder)));
      ROBOT.clickOn("#migrations-source").clickOn("#shipped-migrations");
      until(() -> text("#run-migrations").equals("Run 2 migrations…"));
      assertThat(preferences.get(vm.folderPreference())).isEmpty();
    }
  }

  @Test
  void aRunIsCancelledByItsLink() throws IOException {
    Files.writeString(folder.resolve("V1__sleep.sql"), "SELECT pg_sleep(600);");
    var settings = TestPostgres.NEWEST.demoSchema();
    try (var window = open(settings)) {
      var vm = window.viewModel().migrations();
      fx(
          () -> {
            vm.folderProperty().set(folder);
            return true;
          });
      until(() -> text("#run-migrations").equals("Run 1 migration…"));
      ROBOT.clickOn("#run-migrations").clickOn("#confirm");
      until(() -> TestPostgres.sleeping(settings) == 1);
      until(() -> cancel().isPresent());
      assertThat(isDisabled("#run-migrations")).isTrue();
      ROBOT.clickOn(cancel().orElseThrow());
      until(() -> text("#migrations-notice").endsWith("It was cancelled here."));
      until(() -> TestPostgres.sleeping(settings) == 0);
      until(() -> !isDisabled("#run-migrations"));
      assertThat(text("#run-migrations")).isEqualTo("Run 1 migration…");
    }
  }

  @Test
  void theRowsOfAForeignTestAreShownAsTheyAre() {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    TestPostgres.execute(
        settings,
        "CREATE FUNCTION test_cache_invalidation() RETURNS TABLE (test_name text, status text, n int)"
            + " LANGUAGE sql AS $$ VALUES ('users', 'PASS', 3), ('calls', NULL, 4) $$");
    try (var window = open(settings)) {
      ROBOT.clickOn("#run-test").clickOn("#confirm");
      until(() -> polled(window) && text("#test-notice").contains("shown as they are"));
      Pictures.take(window.stage(), "operations-foreign-test");
      assertThat(
              ROBOT.lookup("#test-results .result-line .label").<Label>queryAll().stream()
                  .map(Label::getText))
          .contains(
              "test_name: users · status: PASS · n: 3", "test_name: calls · status: null · n: 4")
          .doesNotContain("skipped");
    }
  }

  /** The link of whatever is busy. */
  private static Optional<Node> cancel() {
    return ROBOT.lookup(".busy .hyperlink").queryAll().stream()
        .filter(link -> link.getParent().isVisible())
        .findFirst();
  }

  private static boolean isVisible(String query) {
    return ROBOT.lookup(query).tryQuery().filter(Node::isVisible).isPresent();
  }

  @Test
  void theLimitsOfARunAreChosen() {
    try (var window = open(TestPostgres.NEWEST.demoSchema())) {
      // what is read then moves the buttons
      until(() -> !isDisabled("#run-migrations"));
      ROBOT.clickOn("#lock-timeout").clickOn("lock_timeout 5 s");
      ROBOT.clickOn("#statement-timeout").clickOn("statement_timeout 30 min");
      ROBOT.clickOn("#tries").clickOn("3 tries");
      assertThat(text("#lock-timeout")).isEqualTo("lock_timeout 5 s");
      ROBOT.clickOn("#run-migrations");
      assertThat(text(".confirmation .details"))
          .contains("lock_timeout 5 s")
          .contains("statement_timeout 30 min");
      ROBOT.clickOn("#cancel");
    }
  }

  @Test
  void uninstallingAsksForAPreviewFirst() {
    try (var window = open(TestPostgres.NEWEST.migrated())) {
      ROBOT.clickOn("#uninstall");
      assertThat(isDisabled("#uninstall-run")).isTrue();
      ROBOT.clickOn("#uninstall-error-log").clickOn("#uninstall-preview");
      until(() -> !isDisabled("#uninstall-run"));
      Pictures.top("uninstall-dialog");
      // another choice is another preview
      ROBOT.clickOn("#uninstall-error-log");
      assertThat(isDisabled("#uninstall-run")).isTrue();
      ROBOT.clickOn("#uninstall-error-log");
      ROBOT.clickOn("#uninstall-run");
      Pictures.top("confirmation-uninstall");
      ROBOT.clickOn("#confirm");
      until(() -> text("#uninstall-notice").contains("Uninstalled."));
      ROBOT.clickOn("#uninstall-close");
      assertThat(changes).hasValue(1);
      until(
          () ->
              window.session().snapshotProperty().get().markers().stream()
                  .map(Marker::label)
                  .toList()
                  .equals(List.of("uninstall")));
    }
  }

  @Test
  void aStatementIsRehearsedAndOthersAreRefused() {
    var settings = TestPostgres.NEWEST.migrated();
    TestPostgres.execute(
        settings,
        "INSERT INTO users (email, name) VALUES ('a@a.invalid', 'A'), ('b@a.invalid', 'B')");
    try (var window = open(settings)) {
      ROBOT.clickOn("#rehearse-statement");
      assertThat(isDisabled("#rehearse")).isTrue();
      ROBOT.clickOn("#rehearsed-statement").write("DELETE FROM users; COMMIT");
      assertThat(text("#rehearsal-refusal"))
          .isEqualTo("It will not be sent. It is more than one statement.");
      assertThat(isDisabled("#rehearse")).isTrue();
      var vm = window.viewModel().rehearsal();
      fx(
          () -> {
            vm.statementProperty().set("UPDATE users SET name = 'C'");
            return true;
          });
      ROBOT.clickOn("#rehearse");
      until(() -> text("#rehearsal-summary").startsWith("Ran in "));
      Pictures.top("rehearsal-dialog");
      var rehearsal = Objects.requireNonNull(vm.result().value());
      assertThat(rehearsal.rows()).containsExactly(new ChangedRows("users", 0, 2, 0));
      assertThat(rehearsal.triggers())
          .extracting("name", "calls")
          .containsExactly(tuple("cache_invalidation_users", 2L));
      ROBOT.clickOn("#copy-rehearsal");
      assertThat(fx(() -> Clipboard.getSystemClipboard().getString()))
          .contains("trigger cache_invalidation_users on users: 2 calls, ")
          .contains("rows of users: 0 inserted, 2 updated, 0 deleted");
      ROBOT.clickOn("#rehearsal-close");
    }
  }

  private static boolean isDisabled(String query) {
    return ROBOT.lookup(query).query().isDisabled();
  }

  private static Predicate<Label> hasText(String part) {
    return label -> label.getText().contains(part);
  }

  @Test
  void aReadOnlyConnectionOffersNothingThatWritesAndSaysWhy() {
    var settings = ErrorLog.readOnly(TestPostgres.NEWEST.demoSchema());
    try (var window = open(settings)) {
      until(() -> !window.viewModel().migrations().pending().isEmpty());
      assertThat(isDisabled("#uninstall")).isTrue();
      assertThat(ROBOT.lookup("#run-migrations").queryAs(Button.class).isDisabled()).isTrue();
      assertThat(ROBOT.lookup("#run-test").queryAs(Button.class).isDisabled()).isTrue();
      assertThat(ROBOT.lookup("#cleanup").queryAs(Button.class).isDisabled()).isTrue();
      assertThat(text("#migrations-refusal")).isEqualTo("This connection is read-only.");
      Pictures.take(window.stage(), "operations-read-only");
    }
  }

  private Window<OperationsViewModel> open(ConnectionSettings settings) {
    var notes = GroupNotes.of(settings, new Preferences());
    return Window.show(
        settings,
        session -> {
          var vm = new OperationsViewModel(session, notes, changes::incrementAndGet);
          vm.setShown(true);
          return vm;
        },
        vm -> new OperationsView(vm, new ChosenFiles(folder), preferences));
  }

  private static boolean polled(Window<OperationsViewModel> window) {
    window.viewModel().poll();
    return true;
  }

  private static String text(String query) {
    return ROBOT.lookup(query).<Labeled>query().getText();
  }
}

package io.triggerscope.ui;

import static io.triggerscope.testing.Window.ROBOT;
import static io.triggerscope.testing.Window.fx;
import static io.triggerscope.testing.Window.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Environment;
import io.triggerscope.model.ErrorKind;
import io.triggerscope.testing.ChosenFiles;
import io.triggerscope.testing.CronPostgres;
import io.triggerscope.testing.ErrorLog;
import io.triggerscope.testing.Pictures;
import io.triggerscope.testing.TestPostgres;
import io.triggerscope.testing.Window;
import io.triggerscope.viewmodel.CleanupViewModel.State;
import io.triggerscope.viewmodel.ConnectionLabel;
import io.triggerscope.viewmodel.GroupNotes;
import io.triggerscope.viewmodel.GroupNotes.Mark;
import io.triggerscope.viewmodel.GroupNotes.Note;
import io.triggerscope.viewmodel.LiveSession;
import io.triggerscope.viewmodel.OperationsViewModel;
import io.triggerscope.viewmodel.Preferences;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanupUiTest {

  private static final ErrorKind TOO_LONG = new ErrorKind("22023", "payload string too long");

  @TempDir private Path folder;
  private final AtomicInteger changes = new AtomicInteger();

  @Test
  void theCleanUpDeletesWhatItsPreviewShowed() {
    var settings = TestPostgres.NEWEST.migrated();
    ErrorLog.add(settings, 100);
    ErrorLog.addOld(settings, 2_500);
    try (var window = open(settings)) {
      until(() -> text("#cleanup-would-delete").equals("0 rows"));
      assertThat(text("#cleanup-would-keep")).isEqualTo("2,600 rows");
      assertThat(text("#cleanup-groups")).isEqualTo("2, 2 not acknowledged");
      assertThat(text("#cleanup-words"))
          .isEqualTo("2,500 old rows stay: acknowledge or mute their groups on Errors first.");
      assertThat(isDisabled("#cleanup")).isTrue();
      Pictures.take(window.stage(), "cleanup-unseen");

      click("#cleanup-unseen");
      assertThat(text("#cleanup-unseen")).isEqualTo("Also delete 2 unacknowledged groups");
      assertThat(text("#cleanup-would-delete")).isEqualTo("2,500 rows");
      assertThat(text("#cleanup-would-keep")).isEqualTo("100 rows");
      Pictures.take(window.stage(), "cleanup-preview");

      click("#cleanup");
      assertThat(text(".confirmation .details"))
          .contains("deletes 2,500 rows, about ")
          .contains("keeps   100 rows")
          .contains("deletes 2 groups nobody has acknowledged")
          .contains("by cleanup_trigger_error_log()");
      Pictures.top("confirmation-clean-up");
      ROBOT.clickOn("#cancel");
      assertThat(ErrorLog.rows(settings)).isEqualTo(2_600);

      click("#cleanup");
      ROBOT.clickOn("#confirm");
      until(() -> text("#cleanup-notice").contains("2,500 rows deleted"));
      until(() -> text("#cleanup-words").equals("Nothing is older than 30 days."));
      Pictures.take(window.stage(), "cleanup-finished");
      assertThat(text("#cleanup-progress")).isEqualTo("2,500 of 2,500 deleted in batches of 1,000");
      assertThat(ErrorLog.rows(settings)).isEqualTo(100);
      assertThat(changes).hasValue(1);
    }
  }

  @Test
  void onlyAcknowledgedGroupsGoAndBothFiguresAreConfirmed() {
    var settings = TestPostgres.NEWEST.migrated();
    ErrorLog.addOld(settings, 2_500);
    var notes = GroupNotes.of(settings, new Preferences());
    notes.put(new Note(TOO_LONG, Mark.ACKNOWLEDGED, "known", Instant.now()));
    try (var window = open(settings, notes)) {
      until(() -> text("#cleanup-would-delete").equals("1,250 rows"));
      assertThat(text("#cleanup-groups")).isEqualTo("2, 1 not acknowledged");
      click("#cleanup");
      assertThat(text(".confirmation .details"))
          .contains("deletes 1,250 rows")
          .contains("keeps   1,250 rows")
          .contains("keeps   1 group nobody has acknowledged");
      Pictures.top("confirmation-clean-up-groups");
      ROBOT.clickOn("#confirm");
      until(() -> text("#cleanup-notice").contains("1,250 rows deleted"));
      assertThat(
              TestPostgres.number(
                  settings,
                  "SELECT count(*) FROM trigger_error_log WHERE error_message LIKE 'payload%'"))
          .isZero();
      assertThat(ErrorLog.rows(settings)).isEqualTo(1_250);
    }
  }

  @Test
  void aRunIsPausedResumedAndCancelled() throws SQLException {
    var settings = TestPostgres.NEWEST.migrated();
    ErrorLog.addOld(settings, 50_000);
    // a slice waits while the test holds it, not for a lock, which would not be waited for so long
    TestPostgres.execute(
        settings,
        """
        CREATE TABLE public.turn AS SELECT false AS held;
        CREATE FUNCTION turn() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          WHILE (SELECT held FROM public.turn) LOOP PERFORM pg_sleep(0.01); END LOOP;
          RETURN NULL;
        END $$;
        CREATE TRIGGER turn BEFORE DELETE ON trigger_error_log
        FOR EACH STATEMENT EXECUTE FUNCTION turn();
        """);
    try (var window = open(settings);
        var turns = TestPostgres.connect(settings);
        var turn = turns.createStatement()) {
      var vm = window.viewModel().cleanup();
      until(() -> vm.planProperty().get() != null);
      click("#cleanup-unseen");
      click("#cleanup");
      ROBOT.clickOn("#confirm");
      until(() -> vm.deletedProperty().get() >= 2_000);
      turn.execute("UPDATE public.turn SET held = true");
      assertThat(text("#cleanup-pace")).matches("[0-9,]+ rows/s · .* left");
      Pictures.take(window.stage(), "cleanup-running");
      click("#cleanup-pause");
      assertThat(text("#cleanup-pace")).isEqualTo("Pausing after this batch");
      turn.execute("UPDATE public.turn SET held = false");
      until(() -> vm.stateProperty().get() == State.PAUSED);
      Pictures.take(window.stage(), "cleanup-paused");
      assertThat(text("#cleanup-pace")).isEqualTo("Paused. Nothing is open on the server.");
      assertThat(ErrorLog.rows(settings)).isEqualTo(50_000 - (int) vm.deletedProperty().get());
      long paused = vm.deletedProperty().get();

      click("#cleanup-resume");
      until(() -> vm.deletedProperty().get() > paused);
      turn.execute("UPDATE public.turn SET held = true");
      click("#cleanup-cancel");
      assertThat(text("#cleanup-pace")).isEqualTo("Stopping after this batch");
      turn.execute("UPDATE public.turn SET held = false");
      until(() -> text("#cleanup-notice").contains("Stopped. "));
      assertThat(ErrorLog.rows(settings)).isEqualTo(50_000 - (int) vm.deletedProperty().get());
      assertThat(fx(() -> vm.withUnseenProperty().get())).isFalse();
    }
  }

  @Test
  void daysThatMakeNoSenseAreRefusedInWords() {
    try (var window = open(TestPostgres.NEWEST.migrated())) {
      until(() -> text("#cleanup-words").equals("trigger_error_log is empty."));
      typeDays("-5");
      until(
          () ->
              text("#cleanup-refusal")
                  .equals("The days to keep cannot be negative. It stays at 30 days."));
      Pictures.take(window.stage(), "cleanup-refused");
      assertThat(days().getText()).isEqualTo("30");
      typeDays("many");
      until(() -> text("#cleanup-refusal").startsWith("\"many\" is not a whole number of days."));
      typeDays("4000");
      until(() -> text("#cleanup-refusal").startsWith("Keep at most 3,650 days"));
      typeDays("45");
      until(() -> text("#cleanup-refusal").isEmpty());
      assertThat(window.viewModel().cleanup().daysProperty().get()).isEqualTo(45);
    }
  }

  @Test
  void withoutPgCronTheLinesThatDoWithoutAreCopied() {
    var settings = TestPostgres.NEWEST.migrated();
    try (var window = open(settings)) {
      click("#cleanup-schedule");
      until(() -> ROBOT.lookup("#schedule-words").tryQuery().isPresent());
      assertThat(text("#schedule-words")).startsWith("The server has no pg_cron");
      Pictures.top("schedule-without");
      assertThat(ROBOT.lookup("#schedule-create").query().isVisible()).isTrue();
      assertThat(ROBOT.lookup("#schedule-create").query().getParent().getParent().isVisible())
          .isFalse();
      var copy =
          ROBOT.lookup(".command-line .button").<Button>queryAll().stream()
              .filter(b -> "Copy: Line for cron, on any computer".equals(b.getAccessibleText()))
              .findFirst()
              .orElseThrow();
      fx(
          () -> {
            copy.fire();
            return true;
          });
      assertThat(fx(() -> Clipboard.getSystemClipboard().getString()))
          .startsWith("17 3 * * * triggerscope cleanup --older-than 30d --yes --url")
          .doesNotContain("password");
      ROBOT.clickOn("#schedule-close");
    }
  }

  @Test
  void aJobOfPgCronIsMadeReplacedAndRemoved() {
    CronPostgres.assumePresent();
    try (var server = new CronPostgres(folder)) {
      var settings = server.settings("app");
      TestPostgres.execute(settings, "CREATE EXTENSION pg_cron");
      try (var window = open(settings)) {
        click("#cleanup-schedule");
        until(() -> ROBOT.lookup("#schedule-words").tryQuery().isPresent());
        assertThat(text("#schedule-words")).contains("no job that cleans up");
        ROBOT.doubleClickOn("#schedule-when").push(KeyCode.SHORTCUT, KeyCode.A).write(" ");
        ROBOT.clickOn("#schedule-create");
        assertThat(text("#schedule-wrong")).startsWith("Type when it is to run");
        ROBOT.clickOn("#schedule-when").push(KeyCode.SHORTCUT, KeyCode.A).write("nonsense");
        ROBOT.clickOn("#schedule-create").clickOn("#confirm");
        until(
            () ->
                text("#schedule-notice")
                    .endsWith(
                        "Nothing was changed. The server reported an error. invalid schedule:"
                            + " nonsense"));
        ROBOT.clickOn("#schedule-when").push(KeyCode.SHORTCUT, KeyCode.A).write("17 3 * * *");
        ROBOT.clickOn("#schedule-create");
        assertThat(text("#confirmation .details"))
            .isEqualTo(
                "SELECT cron.schedule('trigger_error_log of app.public', '17 3 * * *', 'SELECT"
                    + " public.cleanup_trigger_error_log(30)')");
        Pictures.top("confirmation-schedule");
        ROBOT.clickOn("#confirm");
        until(() -> text("#schedule-notice").endsWith(" runs from now on."));
        long id = TestPostgres.number(settings, "SELECT max(jobid) FROM cron.job");
        assertThat(text("#schedule-notice")).contains("Job " + id + " runs");
        var remove = "#schedule-remove-" + id;
        until(() -> ROBOT.lookup(remove).tryQuery().isPresent());
        TestPostgres.execute(
            settings,
            """
            INSERT INTO cron.job_run_details (jobid, runid, status, return_message, start_time)
            VALUES (%1$d, 1001, 'failed', 'connection failed', now() - interval '1 day'),
                   (%1$d, 1002, 'succeeded', '1 row', now())
            """
                .formatted(id));
        fx(
            () -> {
              window.viewModel().cleanup().schedule().refresh();
              return true;
            });
        until(() -> ROBOT.lookup(".cron-run").queryAll().size() == 2);
        Pictures.top("schedule-with-job");
        assertThat(text("#schedule-create")).isEqualTo("Replace job…");
        ROBOT.clickOn(remove).clickOn("#confirm");
        until(() -> text("#schedule-notice").endsWith("Job " + id + " is removed."));
        until(() -> ROBOT.lookup(remove).tryQuery().isEmpty());
        ROBOT.clickOn("#schedule-close");
      }
    }
  }

  @Test
  void onProductionTheNameOfTheDatabaseIsTyped() {
    var settings = TestPostgres.NEWEST.migrated();
    ErrorLog.addOld(settings, 5);
    try (var window =
        Window.show(
            new ConnectionLabel("live", Environment.PROD),
            settings,
            session -> viewModel(session, GroupNotes.of(settings, new Preferences())),
            this::view)) {
      until(() -> window.viewModel().cleanup().planProperty().get() != null);
      click("#cleanup-unseen");
      click("#cleanup");
      assertThat(isDisabled("#confirm")).isTrue();
      ROBOT.clickOn("#cancel");
      assertThat(ErrorLog.rows(settings)).isEqualTo(5);
    }
  }

  /** By the keyboard: a press asks for a context menu too, of which none may be cut off. */
  private static void click(String query) {
    Window.focus(query).push(KeyCode.SPACE);
  }

  private static TextInputControl days() {
    return ROBOT.lookup("#cleanup-days .text-field").queryAs(TextInputControl.class);
  }

  private static void typeDays(String text) {
    fx(
        () -> {
          days().requestFocus();
          days().setText(text);
          return true;
        });
    ROBOT.push(KeyCode.ENTER);
  }

  private Window<OperationsViewModel> open(ConnectionSettings settings) {
    return open(settings, GroupNotes.of(settings, new Preferences()));
  }

  private Window<OperationsViewModel> open(ConnectionSettings settings, GroupNotes notes) {
    return Window.show(settings, session -> viewModel(session, notes), this::view);
  }

  private OperationsViewModel viewModel(LiveSession session, GroupNotes notes) {
    var vm = new OperationsViewModel(session, notes, changes::incrementAndGet);
    vm.setShown(true);
    return vm;
  }

  private OperationsView view(OperationsViewModel vm) {
    return new OperationsView(vm, new ChosenFiles(folder), new Preferences());
  }

  private static boolean isDisabled(String query) {
    return ROBOT.lookup(query).query().isDisabled();
  }

  private static String text(String query) {
    return ROBOT.lookup(query).<Labeled>query().getText();
  }
}

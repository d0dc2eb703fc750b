package io.triggerscope.ui;

import static io.triggerscope.testing.Window.ROBOT;
import static io.triggerscope.testing.Window.focus;
import static io.triggerscope.testing.Window.fx;
import static io.triggerscope.testing.Window.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.ErrorField;
import io.triggerscope.model.ErrorGroup;
import io.triggerscope.model.TriggerError;
import io.triggerscope.testing.ChosenFiles;
import io.triggerscope.testing.ErrorLog;
import io.triggerscope.testing.FaultyLink;
import io.triggerscope.testing.Pictures;
import io.triggerscope.testing.TestPostgres;
import io.triggerscope.testing.Window;
import io.triggerscope.viewmodel.ErrorListing;
import io.triggerscope.viewmodel.ErrorSpan;
import io.triggerscope.viewmodel.ErrorsViewModel;
import io.triggerscope.viewmodel.Preferences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorsUiTest {

  private static final double ROW = 27;

  @TempDir private Path folder;
  private final Preferences preferences = new Preferences();
  private final List<String> ways = new ArrayList<>();

  private final ErrorLinks links =
      new ErrorLinks() {
        @Override
        public void toOperations() {
          ways.add("operations");
        }

        @Override
        public void toTimeline(TriggerError error) {
          ways.add("transaction " + error.batchId());
        }

        @Override
        public void toTrigger(String table) {
          ways.add("trigger of " + table);
        }
      };

  @Test
  void groupsAreListedWithTheRowsAndTheContextOfTheLargest() {
    var settings = ErrorLog.with(2_000);
    TestPostgres.execute(
        settings,
        """
        INSERT INTO trigger_error_log (table_name, operation, error_message, error_context)
        SELECT 'users', 'UPDATE', 'record "new" has no field "f' || n || '"', '{"sqlstate": "42703"}'
          FROM generate_series(1, 3) n
        """);
    try (var window = open(settings)) {
      until(() -> label("#errors-counts .strong").equals("2,003 errors match"));
      until(() -> groups().getItems().size() == 3);
      until(() -> table().getItems().size() == 200);
      assertThat(label("#errors-place")).isEqualTo("1–200 of 1,000");
      Pictures.take(window.stage(), "errors");

      choose("record … has no field …");
      until(() -> label("#errors-place").equals("1–3 of 3"));
      assertThat(label("#errors-fingerprint")).isEqualTo("42703 record … has no field …");
      ROBOT.clickOn("#errors-split-group");
      until(() -> groups().getItems().size() == 3 && label("#errors-place").equals("1–1 of 1"));
      Pictures.take(window.stage(), "errors-split");
      ROBOT.clickOn("#errors-fold");
      until(() -> label("#errors-fingerprint").startsWith("22"));
    }
  }

  @Test
  void aGroupThatIsKnownSaysSoAndAMutedOneIsHidden() {
    try (var window = open(ErrorLog.with(20))) {
      until(() -> groups().getItems().size() == 2 && table().getItems().size() == 10);
      choose("payload string too long");
      ROBOT.clickOn("#errors-acknowledge");
      until(() -> ROBOT.lookup("#acknowledge-note").tryQuery().isPresent());
      ROBOT.clickOn("#acknowledge-note").write("ticket 12");
      ROBOT.clickOn("#acknowledge-accept");
      until(() -> label("#errors-group-note").endsWith(": ticket 12"));
      assertThat(label("#errors-group-note")).startsWith("Acknowledged ");
      Pictures.take(window.stage(), "errors-acknowledged");

      ROBOT.clickOn("#errors-mute");
      until(() -> ROBOT.lookup("#mute-accept").tryQuery().isPresent());
      ROBOT.clickOn("#mute-accept");
      until(() -> groups().getItems().size() == 1);
      assertThat(label("#errors-with-muted")).isEqualTo("1 muted");
      ROBOT.clickOn("#errors-with-muted");
      until(() -> groups().getItems().size() == 2);
      choose("payload string too long");
      ROBOT.clickOn("#errors-forget-note");
      until(() -> label("#errors-group-note").isEmpty());
    }
  }

  @Test
  void rowsAndHistogramFollowTheFiltersTogether() {
    try (var window = openRows(ErrorLog.with(2_000))) {
      until(() -> label("#errors-counts .strong").equals("2,000 errors match"));
      until(() -> table().getItems().size() == 200);
      Pictures.take(window.stage(), "errors-rows");

      ROBOT.clickOn("#errors-table");
      Pictures.top("errors-table-menu");
      ROBOT.clickOn("#table-calls");
      until(() -> label("#errors-counts .strong").equals("500 errors match"));
      assertThat(ROBOT.lookup("#errors-table").queryAs(MenuButton.class).getText())
          .isEqualTo("Table: calls");
      ROBOT.clickOn("#table-not-calls");
      until(() -> label("#errors-counts .strong").equals("1,500 errors match"));
      assertThat(ROBOT.lookup("#errors-table").queryAs(MenuButton.class).getText())
          .isEqualTo("Table: not calls");
      ROBOT.type(KeyCode.ESCAPE);
      ROBOT.clickOn("#chip-table");
      until(() -> label("#errors-counts .strong").equals("2,000 errors match"));
    }
  }

  @Test
  void anyCellFiltersForItsValueOrLeavesItOut() {
    try (var window = openRows(ErrorLog.with(40))) {
      until(() -> table().getItems().size() == 40);
      ROBOT.clickOn(cell("agents"), MouseButton.SECONDARY);
      until(() -> ROBOT.lookup("#filter-for").tryQuery().isPresent());
      Pictures.top("errors-cell-menu");
      ROBOT.clickOn("#filter-for");
      until(() -> table().getItems().size() == 10);
      assertThat(window.viewModel().query().values(ErrorField.TABLE).only())
          .isEqualTo(Set.of("agents"));
      ROBOT.clickOn(cell("22023"), MouseButton.SECONDARY);
      until(() -> ROBOT.lookup("#filter-out").tryQuery().isPresent());
      ROBOT.clickOn("#filter-out");
      until(() -> table().getItems().isEmpty() || noneIs("22023"));
      assertThat(window.viewModel().query().values(ErrorField.SQLSTATE).not())
          .isEqualTo(Set.of("22023"));
    }
  }

  @Test
  void theHistogramIsBrushedAndFolded() {
    try (var window = openRows(ErrorLog.with(2_000))) {
      until(() -> label("#errors-counts .strong").equals("2,000 errors match"));
      until(() -> window.viewModel().histogram().value() != null);
      var chart = fx(() -> bounds("#errors-histogram"));
      ROBOT
          .moveTo(chart.add(500, 60))
          .press(MouseButton.PRIMARY)
          .moveTo(chart.add(700, 60))
          .release(MouseButton.PRIMARY);
      until(() -> window.viewModel().query().span() instanceof ErrorSpan.Exact);
      ROBOT.clickOn("#errors-histogram-fold");
      assertThat(fx(() -> ROBOT.lookup("#errors-histogram").query().isVisible())).isFalse();
      ROBOT.clickOn("#errors-reset");
      until(() -> label("#errors-counts .strong").equals("2,000 errors match"));
      assertThat(window.viewModel().histogram().isRunning()).isFalse();
      ROBOT.clickOn("#errors-histogram-fold");
      until(() -> ROBOT.lookup("#errors-histogram").query().isVisible());
    }
  }

  @Test
  void anExactIntervalIsWritten() {
    try (var window = openRows(ErrorLog.with(10))) {
      until(() -> table().getItems().size() == 10);
      ROBOT.clickOn("#errors-range").clickOn("#range-exact");
      until(() -> ROBOT.lookup("#interval-to").tryQuery().isPresent());
      fx(
          () -> {
            ROBOT
                .lookup("#interval-from")
                .queryAs(TextInputControl.class)
                .setText("2020-01-01 0:00");
            ROBOT.lookup("#interval-to").queryAs(TextInputControl.class).setText("2020-01-02 0:00");
            return true;
          });
      ROBOT.clickOn("#interval-show");
      until(() -> table().getItems().isEmpty());
      assertThat(window.viewModel().query().span()).isInstanceOf(ErrorSpan.Exact.class);
      ROBOT.clickOn("#errors-range").clickOn("#range-last_hour");
      until(() -> table().getItems().size() == 10);
    }
  }

  @Test
  void onlyWhatCameSinceTheUserLastLookedIsNew() {
    var settings = ErrorLog.with(10);
    try (var window = openRows(settings)) {
      until(() -> polled(window) && table().getItems().size() == 10);
      until(() -> polled(window) && window.viewModel().recent().size() == 10);
      hide(window);
      ErrorLog.add(settings, 3);
      fx(
          () -> {
            window.viewModel().setShown(true);
            return true;
          });
      ROBOT.clickOn("#errors-only-new");
      until(() -> polled(window) && table().getItems().size() == 3);
      ROBOT.clickOn("#errors-only-new");
      until(() -> polled(window) && table().getItems().size() == 13);
    }
  }

  private static void hide(Window<ErrorsViewModel> window) {
    fx(
        () -> {
          window.viewModel().setShown(false);
          return true;
        });
  }

  @Test
  void typingFiltersByTextAndResetTakesAllFiltersBack() {
    try (var window = openRows(ErrorLog.with(40))) {
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
  void scrollingReadsOnBothWays() {
    try (var window = openRows(ErrorLog.with(3_000))) {
      until(() -> table().getItems().size() == 200);
      for (int held = 200; held < 2_000; held += 200) {
        int last = held;
        scrollTo(last - 1);
        until(() -> table().getItems().size() >= last + 200);
      }
      scrollTo(1_999);
      until(() -> !label("#errors-place").startsWith("1–"));
      assertThat(fx(() -> table().getItems().size())).isEqualTo(2_000);
      ROBOT.clickOn("#errors-oldest");
      until(() -> label("#errors-place").endsWith("–3,000 of 3,000"));
      int oldest = fx(() -> table().getItems().size());
      assertThat(oldest).isLessThan(1_000);
      // also where there is nothing left to scroll
      scrollTo(0);
      focus("#errors-rows").type(KeyCode.HOME);
      until(() -> table().getItems().size() > oldest);
      assertThat(label("#errors-place")).endsWith("–3,000 of 3,000");
      Pictures.take(window.stage(), "errors-oldest");
      ROBOT.clickOn("#errors-newest");
      until(() -> label("#errors-place").equals("1–200 of 3,000"));
    }
  }

  @Test
  void newErrorsComeInAtTheTopWhileTheRowsOnViewKeepTheirPlace() {
    var settings = ErrorLog.with(150);
    try (var window = openRows(settings)) {
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
  void theChosenErrorShowsItsContextAndItsStackAndLeadsOn() {
    var settings = ErrorLog.with(3);
    TestPostgres.execute(
        settings,
        "CREATE FUNCTION notify_cache_invalidation() RETURNS trigger LANGUAGE plpgsql AS '"
            + source()
            + "'");
    try (var window = openRows(settings)) {
      until(() -> table().getItems().size() == 3);
      until(() -> code("#error-context").contains("\n  \"payload_bytes\": 9014"));
      assertThat(code("#error-stack")).startsWith("PL/pgSQL function notify_cache_invalidation()");
      ROBOT.clickOn("#error-raw");
      until(() -> code("#error-context").startsWith("{\"role\": \"app\""));

      ROBOT.clickOn(".frame");
      until(() -> label("#error-source-title").equals("notify_cache_invalidation(), line 41"));
      var source = ROBOT.lookup("#error-source").<ScriptView>query();
      assertThat(fx(() -> source.getSelectionModel().getSelectedIndex())).isEqualTo(40);
      assertThat(source.text().lines().toList().get(40)).isEqualTo("  PERFORM pg_notify(1);");
      Pictures.take(window.stage(), "errors-source");

      ROBOT.clickOn("#error-show-on-timeline").clickOn("#error-open-trigger");
      ROBOT.clickOn("#errors-clean-up");
      var chosen = fx(() -> window.viewModel().rows().selectedProperty().get());
      assertThat(ways)
          .containsExactly(
              "transaction " + chosen.batchId(), "trigger of " + chosen.tableName(), "operations");
    }
  }

  private static String source() {
    return "BEGIN\n" + "  -- a line\n".repeat(39) + "  PERFORM pg_notify(1);\n  RETURN NEW;\nEND";
  }

  @Test
  void allThatMatchesIsExported() throws IOException {
    try (var window = openRows(ErrorLog.with(500))) {
      until(() -> label("#errors-counts .strong").equals("500 errors match"));
      ROBOT.clickOn("#errors-export").clickOn("#errors-export-csv");
      until(() -> label("#errors-export-notice").contains("Exported 500 rows"));
      Pictures.take(window.stage(), "errors-exported");
      ROBOT.clickOn("#errors-export").clickOn("#errors-export-ndjson");
      until(() -> label("#errors-export-notice").contains(".ndjson"));
      try (var files = Files.list(folder)) {
        for (var file : files.toList()) {
          int header = file.toString().endsWith(".csv") ? 1 : 0;
          assertThat(Files.readAllLines(file)).hasSize(500 + header);
        }
      }
    }
  }

  @Test
  void anExportIsCancelledWhileTheServerDoesNotAnswerAndLeavesNoFile() throws IOException {
    var settings = ErrorLog.with(30_000);
    try (var link = new FaultyLink(settings);
        var window = openRows(link.through(settings))) {
      until(() -> label("#errors-counts .strong").equals("30,000 errors match"));
      until(
          () -> table().getItems().size() == 200 && window.viewModel().histogram().value() != null);
      link.cutAfter(6_000_000);
      ROBOT.clickOn("#errors-export").clickOn("#errors-export-csv");
      until(() -> !window.viewModel().export().run().progressProperty().get().startsWith("0 of"));
      Pictures.take(window.stage(), "errors-exporting");
      ROBOT.clickOn("#export-cancel");
      until(() -> !label("#errors-export-notice").isEmpty());
      assertThat(label("#errors-export-notice"))
          .endsWith("The export was cancelled. No file was written.");
      assertThat(fx(() -> ROBOT.lookup("#export-cancel").query().getParent().isVisible()))
          .isFalse();
      assertThat(fx(() -> ROBOT.lookup("#errors-export").query().isDisabled())).isFalse();
      try (var files = Files.list(folder)) {
        assertThat(files).isEmpty();
      }
    }
  }

  @Test
  void aReadingThatATimeoutEndsSaysSoKeepsTheRowsAndIsTriedAgain() throws SQLException {
    var settings = ErrorLog.with(40);
    TestPostgres.execute(settings, "CREATE INDEX ON trigger_error_log (occurred_at)");
    try (var other = TestPostgres.connect(settings);
        var window = openRows(settings)) {
      until(
          () -> table().getItems().size() == 40 && window.viewModel().histogram().value() != null);
      other.setAutoCommit(false);
      other.createStatement().execute("LOCK TABLE trigger_error_log");
      ROBOT.clickOn("#errors-refresh");
      until(() -> window.viewModel().counts().problem() != null);
      until(() -> window.viewModel().rows().page().problem() != null);
      assertThat(fx(() -> failures()))
          .isNotEmpty()
          .allMatch(
              text ->
                  text.endsWith(
                      "It took too long or was cancelled. canceling statement due to lock"
                          + " timeout"));
      assertThat(table().getItems()).hasSize(40);
      Pictures.take(window.stage(), "errors-timed-out");

      other.rollback();
      ROBOT.clickOn("#errors-refresh");
      until(() -> failures().isEmpty());
      until(() -> !window.viewModel().counts().isRunning());
      assertThat(label("#errors-counts .strong")).isEqualTo("40 errors match");
    }
  }

  /** What on the screen says that something was not read. */
  private static List<String> failures() {
    return ROBOT.lookup(".sentence.failed").<Labeled>queryAll().stream()
        .filter(Node::isVisible)
        .map(Labeled::getText)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("menuKeys")
  void theMenuOfARowOpensByTheKeyboard(KeyCode[] keys) {
    try (var window = openRows(ErrorLog.with(40))) {
      until(() -> table().getItems().size() == 40);
      focus("#errors-rows").type(KeyCode.HOME);
      ROBOT.press(keys).release(keys);
      until(() -> ROBOT.lookup("#filter-from").tryQuery().isPresent());
      ROBOT.clickOn("#filter-from");
      until(() -> window.viewModel().query().span() instanceof ErrorSpan.Exact);
    }
  }

  private static Stream<Arguments> menuKeys() {
    return Stream.of(
        Arguments.of((Object) new KeyCode[] {KeyCode.CONTEXT_MENU}),
        Arguments.of((Object) new KeyCode[] {KeyCode.SHIFT, KeyCode.F10}));
  }

  @Test
  void aForeignLogIsReadAndTheScreenSaysWhatIsMissing() {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    TestPostgres.execute(
        settings,
        """
        CREATE TABLE trigger_error_log (
          id uuid DEFAULT gen_random_uuid(), table_name name, error_message text,
          error_context jsonb, occurred_at timestamp DEFAULT (now() AT TIME ZONE 'UTC'), severity int);
        INSERT INTO trigger_error_log (table_name, error_message, error_context)
        VALUES ('calls', 'broken', '{"sqlstate": "22023"}')
        """);
    try (var window = openRows(settings)) {
      until(() -> table().getItems().size() == 1);
      until(() -> ROBOT.lookup("#errors-shape .sentence").tryQuery().isPresent());
      assertThat(label("#errors-shape .sentence"))
          .isEqualTo(
              "This trigger_error_log is not as migration 021 makes it. Column id is uuid, which"
                  + " does not grow from row to row. New errors are seen when you refresh. There is"
                  + " no column operation. Column occurred_at is timestamp without time zone, read"
                  + " as UTC. Not shown: severity. Rows without a time in occurred_at are left"
                  + " out.");
      Pictures.take(window.stage(), "errors-foreign");
    }
  }

  @Test
  void withoutTheTableTheScreenSaysSoAndLeadsToOperations() {
    try (var window = open(TestPostgres.NEWEST.demoSchema())) {
      until(() -> window.viewModel().missingProperty().get());
      Pictures.take(window.stage(), "errors-missing");
      ROBOT.clickOn("#errors-go-to-operations");
      assertThat(ways).containsExactly("operations");
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

  /** The first cell on view that says this. */
  private static Node cell(String text) {
    return fx(
        () ->
            Stream.of(".chip", ".table-cell")
                .flatMap(
                    style -> ROBOT.lookup("#errors-rows " + style).<Labeled>queryAll().stream())
                .filter(label -> text.equals(label.getText()) && label.isVisible())
                .findFirst()
                .orElseThrow());
  }

  private static boolean noneIs(String sqlstate) {
    return table().getItems().stream().noneMatch(row -> sqlstate.equals(row.sqlstate()));
  }

  private static Point2D bounds(String query) {
    var node = ROBOT.lookup(query).query();
    var bounds = node.localToScreen(node.getBoundsInLocal());
    return new Point2D(bounds.getMinX(), bounds.getMinY());
  }

  private static void choose(String text) {
    fx(
        () -> {
          groups().getItems().stream()
              .filter(group -> group.text().equals(text))
              .forEach(groups().getSelectionModel()::select);
          return true;
        });
  }

  private static boolean polled(Window<ErrorsViewModel> window) {
    window.viewModel().poll();
    return true;
  }

  private static String code(String query) {
    return ROBOT.lookup(query).<CodeView>query().text();
  }

  private Window<ErrorsViewModel> open(ConnectionSettings settings) {
    return open(settings, ErrorListing.GROUPS);
  }

  private Window<ErrorsViewModel> openRows(ConnectionSettings settings) {
    return open(settings, ErrorListing.ROWS);
  }

  private Window<ErrorsViewModel> open(ConnectionSettings settings, ErrorListing listing) {
    return Window.show(
        settings,
        session -> {
          var vm = new ErrorsViewModel(session, preferences);
          vm.listingProperty().set(listing);
          vm.setShown(true);
          return vm;
        },
        vm -> new ErrorsView(vm, preferences, new ChosenFiles(folder), links));
  }

  private static TableView<TriggerError> table() {
    return ROBOT.lookup("#errors-rows").queryTableView();
  }

  private static TableView<ErrorGroup> groups() {
    return ROBOT.lookup("#errors-groups").queryTableView();
  }

  private static String label(String query) {
    return ROBOT.lookup(query).<Labeled>query().getText();
  }
}

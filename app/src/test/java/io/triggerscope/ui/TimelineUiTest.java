package io.triggerscope.ui;

import static io.triggerscope.testing.Window.ROBOT;
import static io.triggerscope.testing.Window.focus;
import static io.triggerscope.testing.Window.fx;
import static io.triggerscope.testing.Window.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.ListenState;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TimeRange;
import io.triggerscope.testing.ChosenFiles;
import io.triggerscope.testing.Pictures;
import io.triggerscope.testing.Psql;
import io.triggerscope.testing.TestPostgres;
import io.triggerscope.testing.Window;
import io.triggerscope.ui.chart.TimelineCanvas;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.Rules;
import io.triggerscope.viewmodel.Screens;
import io.triggerscope.viewmodel.TimelineRow;
import io.triggerscope.viewmodel.TimelineViewModel;
import io.triggerscope.viewmodel.TransactionColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The timeline on a real feed, worked by mouse and keys. */
class TimelineUiTest {

  private final ConnectionSettings settings = TestPostgres.NEWEST.migrated();
  @TempDir private Path folder;
  private final Preferences preferences = new Preferences();
  private Window<Screens> window;

  @BeforeEach
  void open() {
    psql("INSERT INTO users (id, email, name) VALUES (md5('u')::uuid, 'u@example.com', 'u')");
    window =
        Window.show(
            settings,
            session ->
                Screens.of(
                    session,
                    new Rules(
                        CascadeRules.shipped(),
                        Outcome.Done::new,
                        session.threads(),
                        session.clock()),
                    preferences),
            screens -> new TimelineView(screens, preferences, new ChosenFiles(folder)));
    until(() -> window.session().snapshotProperty().get().state() instanceof ListenState.Listening);
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void aFilterIsCompletedWithWhatWasSeenAndSavedAndComesBack() {
    insertAgents(3);
    updateUser();
    until(() -> rows().size() == 2);
    ROBOT.clickOn("#timeline-filter").write("ta");
    until(() -> proposals().contains("table:"));
    ROBOT.type(KeyCode.DOWN);
    ROBOT.type(KeyCode.ENTER);
    until(() -> proposals().containsAll(List.of("agents", "users")));
    Pictures.top("timeline-filter-proposals");
    ROBOT.write("us");
    until(() -> proposals().equals(List.of("users")));
    ROBOT.type(KeyCode.DOWN, KeyCode.TAB);
    assertThat(filterText()).isEqualTo("table:users ");
    until(() -> rows().size() == 1);
    until(() -> text("#timeline-matches").equals("1 of 4"));

    ROBOT.write("size:many");
    until(() -> !timeline().filter().problemProperty().get().isEmpty());
    Pictures.top("timeline-filter-problem");
    ROBOT.eraseText(9);
    ROBOT.type(KeyCode.ENTER).clickOn("#saved-filters").clickOn("#save-filter");
    ROBOT.clickOn("#timeline-filter-clear");
    until(() -> rows().size() == 2);
    ROBOT.clickOn("#saved-filters").clickOn("table:users");
    until(() -> rows().size() == 1);
    focus("#transactions");
    Pictures.take(window.stage(), "timeline-filtered");
  }

  @Test
  void aRowIsFilteredForFilteredOutAndItsUserFollowed() {
    insertAgents(3);
    updateUser();
    until(() -> rows().size() == 2);
    ROBOT.clickOn(cell("users")).clickOn(cell("users"), MouseButton.SECONDARY);
    choose("Filter out", "table:users");
    until(() -> rows().size() == 1);
    assertThat(filterText()).isEqualTo("-table:users");
    ROBOT.clickOn(cell("agents")).clickOn(cell("agents"), MouseButton.SECONDARY);
    choose("Follow user", "user:");
    until(() -> rows().size() == 2);
    assertThat(filterText()).startsWith("user:");
  }

  @Test
  void lanesAndPayloadsCanBeFilteredForAsWell() {
    insertAgents(3);
    updateUser();
    until(() -> rows().size() == 2);
    ROBOT.clickOn(lane("agents"), MouseButton.SECONDARY);
    choose("Filter for", "table:agents");
    until(() -> rows().size() == 1);
    ROBOT.clickOn(cell("agents"));
    ROBOT.clickOn("#payload-text", MouseButton.SECONDARY);
    choose("Filter out", "op:INSERT");
    until(() -> rows().isEmpty());
    assertThat(filterText()).isEqualTo("table:agents -op:INSERT");
    until(() -> ROBOT.lookup("Nothing matches the filter").tryQuery().isPresent());
  }

  @Test
  void aGreatTransactionMadeInPsqlAppearsWholeAndOnceAndExpandsAtOnce() {
    insertAgents(100_000);
    until(() -> rows().size() == 1 && rows().getFirst().transaction().notifications() == 100_000);
    table(t -> t.getSelectionModel().select(0));
    focus("#transactions").type(KeyCode.HOME);
    ROBOT.type(KeyCode.ENTER);
    var batches = rows().getFirst().transaction().batches();
    until(() -> rows().size() == 1 + batches.size());
    ROBOT.type(KeyCode.DOWN, KeyCode.DOWN, KeyCode.RIGHT);
    until(() -> rows().size() == 1 + batches.size() + batches.get(1).size());
    int first = batches.get(0).size();
    assertThat(rows().get(2))
        .isEqualTo(new TimelineRow.OfBatch(rows().getFirst().transaction(), 1, first, true));
    assertThat(rows().get(4))
        .isEqualTo(new TimelineRow.OfNotification(rows().getFirst().transaction(), first + 1));
    ROBOT.type(KeyCode.DOWN, KeyCode.DOWN);
    until(() -> text("#payload-position").startsWith("Payload " + (first + 2) + " of 100,000"));
    Pictures.take(window.stage(), "timeline-expanded");
    focus("#transactions");
    ROBOT.type(KeyCode.HOME, KeyCode.LEFT);
    until(() -> rows().size() == 1);
    ROBOT.clickOn("#follow");
    updateUser();
    until(() -> rows().size() == 2);
  }

  @Test
  void theTableIsSortedByItsColumnsAndFollowingPutsTheNewestFirst() {
    insertAgents(3);
    updateUser();
    insertAgents(2);
    until(() -> rows().size() == 3);
    sort(TableColumn.SortType.ASCENDING);
    until(() -> sizes().equals(List.of(1, 2, 3)));
    sort(TableColumn.SortType.DESCENDING);
    until(() -> sizes().equals(List.of(3, 2, 1)));
    assertThat(text("#follow")).startsWith("Not following");
    ROBOT.clickOn("#follow");
    until(() -> sizes().equals(List.of(2, 1, 3)));
  }

  @Test
  void whoTakesTheScrollBarOfTheTableStopsFollowing() {
    insertAgents(3);
    until(() -> rows().size() == 1);
    assertThat(text("#follow")).isEqualTo("Following");
    fx(
        () -> {
          var bar =
              ROBOT.from(ROBOT.lookup("#transactions")).lookup(".scroll-bar:vertical").query();
          Event.fireEvent(bar.lookup(".thumb"), press());
          return true;
        });
    until(() -> text("#follow").startsWith("Not following"));
  }

  private static MouseEvent press() {
    return new MouseEvent(
        MouseEvent.MOUSE_PRESSED,
        0,
        0,
        0,
        0,
        MouseButton.PRIMARY,
        1,
        false,
        false,
        false,
        false,
        true,
        false,
        false,
        false,
        false,
        true,
        null);
  }

  @Test
  void theBrushIsMovedResizedAndDrawnAnew() {
    insertAgents(3);
    until(() -> rows().size() == 1);
    ROBOT.clickOn("#pause");
    var before = visible();
    ROBOT.drag(onOverview(before.middle()), MouseButton.PRIMARY).moveBy(-60, 0).drop();
    var moved = visible();
    assertThat(moved.span()).isEqualTo(before.span());
    assertThat(moved.from()).isBefore(before.from());
    ROBOT.drag(onOverview(moved.from()), MouseButton.PRIMARY).moveBy(-30, 0).drop();
    assertThat(visible().from()).isBefore(moved.from());
    assertThat(visible().to()).isEqualTo(moved.to());
    ROBOT.drag(onOverview(visible().to()), MouseButton.PRIMARY).moveBy(20, 0).drop();
    assertThat(visible().to()).isAfter(moved.to());
    var free = onOverview(visible().from()).subtract(60, 0);
    ROBOT.drag(free, MouseButton.PRIMARY).moveBy(30, 0).drop();
    assertThat(visible().to()).isBefore(moved.from());
  }

  @Test
  void keysZoomPanFitAndFollow() {
    insertAgents(3);
    until(() -> rows().size() == 1);
    fx(
        () -> {
          canvas().requestFocus();
          return true;
        });
    ROBOT.type(KeyCode.PLUS);
    assertThat(visible().span()).isEqualTo(Duration.ofSeconds(48));
    ROBOT.type(KeyCode.LEFT);
    assertThat(text("#follow")).startsWith("Not following");
    ROBOT.type(KeyCode.HOME);
    assertThat(visible().span()).isEqualTo(Duration.ofMinutes(5));
    ROBOT.type(KeyCode.ENTER);
    until(() -> timeline().table().selectedProperty().get() != null);
    ROBOT.type(KeyCode.END);
    until(() -> text("#follow").startsWith("Following"));
  }

  @Test
  void anExactIntervalIsTypedAndAWrongOneIsToldInWords() {
    ROBOT.clickOn("#span").clickOn("#span-exact");
    until(() -> ROBOT.lookup("#interval-from").tryQuery().isPresent());
    type("#interval-from", "soon");
    ROBOT.type(KeyCode.ENTER);
    until(() -> ROBOT.lookup(".interval .failed").<Labeled>query().getText().startsWith("Write"));
    Pictures.top("timeline-interval");
    type("#interval-from", "2026-11-22 14:03:00.250");
    type("#interval-to", "2026-11-22 14:03:02");
    ROBOT.clickOn("#interval-show");
    until(() -> visible().span().equals(Duration.ofMillis(1_750)));
  }

  @Test
  void aTestIsSentAfterAConfirmationAndItsRoundTripIsTold() {
    ROBOT.clickOn("#send-test");
    until(() -> ROBOT.lookup("#confirm").tryQuery().isPresent());
    Pictures.top("timeline-send-test");
    ROBOT.clickOn("#confirm");
    until(() -> text("#send-test-notice").contains("The test came back after"));
    until(() -> rows().size() == 1);
    var sent = rows().getFirst().transaction().notification(0);
    assertThat(sent.table()).isEqualTo("triggerscope_test");
    assertThat(sent.operation()).isEqualTo("TEST");
    assertThat(text("#send-test-notice")).contains("transaction " + sent.batchId());
    assertThat(fx(() -> timeline().tables())).endsWith("triggerscope_test");
  }

  @Test
  void whatTheFilterLeavesIsExportedAndWhatIsChosenIsCopied() throws IOException {
    insertAgents(3);
    updateUser();
    until(() -> rows().size() == 2);
    fx(
        () -> {
          timeline().filter().textProperty().set("table:agents");
          return true;
        });
    until(() -> rows().size() == 1);
    ROBOT.clickOn("#timeline-export").clickOn("#export-csv");
    until(() -> text("#export-notice").contains("Exported 3 notifications"));
    try (var files = Files.newDirectoryStream(folder, "*.csv")) {
      assertThat(Files.readAllLines(files.iterator().next())).hasSize(4);
    }

    ROBOT.clickOn(cell("agents")).clickOn(cell("agents"), MouseButton.SECONDARY);
    choose("Copy as", "SQL list of transaction ids");
    assertThat(fx(() -> Clipboard.getSystemClipboard().getString()))
        .isEqualTo("(" + rows().getFirst().transaction().batchId() + ")");
  }

  @Test
  void aMarkedTransactionIsMarkedEverywhereAndTimesAreRelativeToIt() {
    insertAgents(3);
    updateUser();
    until(() -> rows().size() == 2);
    ROBOT.clickOn(cell("agents")).clickOn(cell("agents"), MouseButton.SECONDARY);
    chooseItem("Mark");
    assertThat(timeline().marks().marks()).hasSize(1);
    ROBOT.clickOn(cell("agents"), MouseButton.SECONDARY);
    chooseItem("Times relative to this");
    until(() -> ROBOT.lookup("+0.000 s").tryQuery().isPresent());
    Pictures.take(window.stage(), "timeline-relative");
    ROBOT.clickOn(cell("agents"), MouseButton.SECONDARY);
    chooseItem("Times of the day again");
    until(() -> ROBOT.lookup("+0.000 s").tryQuery().isEmpty());
  }

  @Test
  void clearingIsUndone() {
    insertAgents(3);
    until(() -> rows().size() == 1);
    ROBOT.clickOn("#timeline-clear");
    until(() -> rows().isEmpty());
    until(() -> ROBOT.lookup("Cleared").tryQuery().isPresent());
    updateUser();
    until(() -> rows().size() == 1);
    ROBOT.clickOn("#timeline-undo-clear");
    until(() -> rows().size() == 2);
  }

  // ---- what is on the screen ----

  private TimelineViewModel timeline() {
    return window.viewModel().timeline();
  }

  private TimeRange visible() {
    return fx(() -> timeline().viewport().visibleProperty().get());
  }

  private static javafx.scene.Node canvas() {
    return ROBOT.lookup(".timeline-canvas").query();
  }

  private Point2D lane(String table) {
    return fx(
        () -> {
          var canvas = (TimelineCanvas) canvas();
          double y = 60;
          while (!canvas.tableAt(y).equals(Optional.of(table))) {
            y += 5;
          }
          return canvas.localToScreen(300, y + 5);
        });
  }

  private Point2D onOverview(java.time.Instant at) {
    return fx(
        () -> {
          var canvas = canvas();
          double width = canvas.getBoundsInLocal().getWidth() - 192;
          var range = timeline().overview();
          double share =
              (double) Duration.between(range.from(), at).toNanos() / range.span().toNanos();
          return canvas.localToScreen(180 + width * share, 28);
        });
  }

  private static List<TimelineRow> rows() {
    return fx(() -> ROBOT.lookup("#transactions").<TimelineRow>queryTableView().getItems());
  }

  /** The headless platform takes every press for a popup's, so that headers cannot be clicked. */
  private static void sort(TableColumn.SortType type) {
    table(
        table -> {
          var column = table.getColumns().get(TransactionColumn.NOTIFICATIONS.ordinal());
          column.setSortType(type);
          table.getSortOrder().setAll(List.of(column));
        });
  }

  private static List<Integer> sizes() {
    return rows().stream().map(row -> row.transaction().notifications()).toList();
  }

  private static void table(java.util.function.Consumer<TableView<TimelineRow>> action) {
    fx(
        () -> {
          action.accept(ROBOT.lookup("#transactions").queryTableView());
          return true;
        });
  }

  private static javafx.scene.Node cell(String chip) {
    return ROBOT.from(ROBOT.lookup("#transactions")).lookup(chip).query();
  }

  /** An item of the context menu that is open. */
  private static void choose(String menu, String item) {
    fx(
        () -> {
          var open = contextMenu();
          var within = (Menu) named(open.getItems(), menu);
          named(within.getItems(), item).fire();
          open.hide();
          return true;
        });
  }

  private static void chooseItem(String item) {
    fx(
        () -> {
          var open = contextMenu();
          named(open.getItems(), item).fire();
          open.hide();
          return true;
        });
  }

  private static ContextMenu contextMenu() {
    return javafx.stage.Window.getWindows().stream()
        .filter(ContextMenu.class::isInstance)
        .map(ContextMenu.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static MenuItem named(List<MenuItem> items, String name) {
    return items.stream()
        .filter(item -> item.getText() != null && item.getText().startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> proposals() {
    return fx(
        () ->
            ROBOT
                .lookup("#filter-proposals")
                .tryQueryAs(ListView.class)
                .map(list -> List.<String>copyOf(list.getItems()))
                .orElse(List.of()));
  }

  private static String filterText() {
    return fx(() -> ROBOT.lookup("#timeline-filter").queryAs(TextField.class).getText());
  }

  private static String text(String query) {
    return ROBOT.lookup(query).<Labeled>query().getText();
  }

  private static void type(String field, String text) {
    fx(
        () -> {
          ROBOT.lookup(field).queryAs(TextField.class).setText(text);
          return true;
        });
    ROBOT.clickOn(field);
  }

  // ---- what happens in the database ----

  private void insertAgents(int count) {
    psql(
        """
        INSERT INTO agents (id, user_id, name)
        SELECT gen_random_uuid(), md5('u')::uuid, 'a' FROM generate_series(1, %d)
        """
            .formatted(count));
  }

  private void updateUser() {
    psql("UPDATE users SET name = name || '.'");
  }

  private void psql(String sql) {
    assertThat(Psql.run(settings, "-c", sql)).isEqualTo(new Psql.Run(0, ""));
  }
}

package io.triggerscope.ui;

import static io.triggerscope.testing.Window.ROBOT;
import static io.triggerscope.testing.Window.fx;
import static io.triggerscope.testing.Window.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.ListenState;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TimeRange;
import io.triggerscope.testing.Pictures;
import io.triggerscope.testing.Psql;
import io.triggerscope.testing.TestPostgres;
import io.triggerscope.testing.Window;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.Rules;
import io.triggerscope.viewmodel.Screens;
import io.triggerscope.viewmodel.TimelineRow;
import io.triggerscope.viewmodel.TimelineViewModel;
import io.triggerscope.viewmodel.TransactionColumn;
import java.time.Duration;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The timeline on a real feed, worked by mouse and keys. */
class TimelineUiTest {

  private final ConnectionSettings settings = TestPostgres.NEWEST.migrated();
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
                        session.clock())),
            screens -> new TimelineView(screens, preferences, new FileDialogs.Native()));
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
    assertThat(rows()).hasSize(1);
    Pictures.top("timeline-filter-problem");
    ROBOT.eraseText(9);
    ROBOT.type(KeyCode.ENTER).clickOn("#saved-filters").clickOn("#save-filter");
    ROBOT.clickOn("#timeline-filter-clear");
    until(() -> rows().size() == 2);
    ROBOT.clickOn("#saved-filters").clickOn("table:users");
    until(() -> rows().size() == 1);
    ROBOT.clickOn("#transactions");
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
  void aGreatTransactionMadeInPsqlAppearsWholeAndOnceAndExpandsAtOnce() {
    insertAgents(100_000);
    until(() -> rows().size() == 1 && rows().getFirst().transaction().notifications() == 100_000);
    table(t -> t.getSelectionModel().select(0));
    ROBOT.clickOn("#transactions").type(KeyCode.HOME);
    ROBOT.type(KeyCode.ENTER);
    int batches = rows().getFirst().transaction().batches().size();
    until(() -> rows().size() == 1 + batches);
    Pictures.take(window.stage(), "timeline-expanded");
    ROBOT.type(KeyCode.DOWN, KeyCode.DOWN, KeyCode.RIGHT);
    until(() -> rows().size() == 1 + batches + 50);
    assertThat(rows().get(2)).isInstanceOf(TimelineRow.OfBatch.class);
    assertThat(rows().get(52))
        .isEqualTo(new TimelineRow.OfNotification(rows().getFirst().transaction(), 99));
    ROBOT.type(KeyCode.DOWN, KeyCode.DOWN);
    until(() -> text("#payload-position").startsWith("Payload 52 of 100,000"));
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
    until(() -> timeline().selectedProperty().get() != null);
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

  private static void choose(String menu, String item) {
    ROBOT.clickOn(menu);
    // windows that are gone are still found for a while
    ROBOT.clickOn(
        ROBOT
            .lookup(
                node ->
                    node instanceof Labeled label
                        && label.getText() != null
                        && label.getText().startsWith(item)
                        && node.getScene() != null
                        && node.getScene().getRoot().lookup(".menu") == null
                        && node.getScene().getWindow() instanceof ContextMenu)
            .<javafx.scene.Node>query());
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

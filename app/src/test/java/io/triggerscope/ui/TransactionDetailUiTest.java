package io.triggerscope.ui;

import static io.triggerscope.testing.Window.ROBOT;
import static io.triggerscope.testing.Window.fx;
import static io.triggerscope.testing.Window.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.ListenState;
import io.triggerscope.model.Outcome;
import io.triggerscope.testing.Pictures;
import io.triggerscope.testing.Psql;
import io.triggerscope.testing.TestPostgres;
import io.triggerscope.testing.Window;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.Rules;
import io.triggerscope.viewmodel.Screens;
import io.triggerscope.viewmodel.TimelineMarks.Mark;
import io.triggerscope.viewmodel.TimelineViewModel;
import java.util.List;
import javafx.scene.control.Labeled;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The detail of the chosen transaction on a real feed, worked by mouse and keys. */
class TransactionDetailUiTest {

  private final ConnectionSettings settings = TestPostgres.NEWEST.migrated();
  private final Preferences preferences = new Preferences();
  private Window<Screens> window;

  @BeforeEach
  void open() {
    psql(
        "INSERT INTO users (id, email, name)"
            + " SELECT md5('u' || n)::uuid, n || '@example.com', 'u' FROM generate_series(1, 16) n");
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
            screens -> new TimelineView(screens, preferences, new FileDialogs.Native()));
    fx(
        () -> {
          // popups that reach beyond the headless screen throw when they are drawn
          window.stage().setHeight(760);
          // as wide as in a window of 1440 pixels
          var panes = ROBOT.lookup(".split-pane").<SplitPane>queryAll().iterator();
          panes.next().setDividerPositions(0.3);
          panes.next().setDividerPositions(0.58);
          return true;
        });
    until(() -> window.session().snapshotProperty().get().state() instanceof ListenState.Listening);
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void theDifferenceToTheNotificationBeforeOfTheSameRecordIsShown() {
    insertAgent();
    updateAgent();
    updateAgent();
    until(() -> timeline().table().rows().size() == 3);
    choose(0);
    ROBOT.clickOn("#payload-difference");
    until(() -> payload().startsWith("Previous: UPDATE at "));
    assertThat(payload().lines().skip(1).map(line -> line.replaceAll(":.*", "")))
        .containsExactly(
            "~ timestamp",
            "~ batch_id",
            "  table",
            "  operation",
            "  user_id",
            "  record_id",
            "  agent_id");
    picture("detail-difference");

    choose(1);
    until(() -> payload().startsWith("Previous: INSERT at "));
    choose(2);
    until(() -> payload().equals("No earlier notification of this record is held."));
    ROBOT.clickOn("#payload-raw");
    assertThat(payload()).startsWith("{").doesNotContain("\n");
    ROBOT.clickOn("#payload-pretty");
    assertThat(payload()).startsWith("{\n  \"table\": \"agents\",\n");
  }

  @Test
  void theLatencyIsCorrectedByTheServersClock() {
    insertAgent();
    until(() -> timeline().table().rows().size() == 1);
    choose(0);
    assertThat(text("#payload-latency"))
        .matches(
            "payload's time → received .+; server's clock .+ (ahead|behind) \\(± .+\\);"
                + " corrected .+");
    assertThat(text("#transaction-summary")).isEqualTo("1 notification · 1 batch · 1 user");
  }

  @Test
  void theUserIsFilteredForTheNotificationCopiedAndTheTransactionMarked() {
    fx(
        () -> {
          window.stage().setWidth(720);
          window.stage().setHeight(620);
          return true;
        });
    insertAgent();
    until(() -> timeline().table().rows().size() == 1);
    choose(0);
    ROBOT.clickOn("#filter-user");
    until(() -> timeline().filter().textProperty().get().startsWith("user:"));

    ROBOT.clickOn("#copy-as").clickOn("SQL list of transaction ids");
    var batchId = timeline().table().rows().getFirst().transaction().batchId();
    assertThat(fx(() -> Clipboard.getSystemClipboard().getString())).isEqualTo("(" + batchId + ")");
    ROBOT.clickOn("#copy-as").clickOn("Payload as received");
    assertThat(fx(() -> Clipboard.getSystemClipboard().getString()))
        .isEqualTo(timeline().table().rows().getFirst().transaction().notification(0).payload());

    ROBOT.clickOn("#mark");
    until(() -> ROBOT.lookup("#mark-note").tryQuery().isPresent());
    fx(
        () -> {
          ROBOT.lookup("#mark-note").queryAs(TextField.class).setText("slow one");
          return true;
        });
    Pictures.top("detail-mark");
    ROBOT.clickOn("#mark-accept");
    until(
        () ->
            timeline().marks().marks().stream()
                .map(Mark::note)
                .toList()
                .equals(List.of("slow one")));
    until(() -> text("#mark").equals("Remove mark"));
    ROBOT.clickOn("#mark");
    until(() -> timeline().marks().marks().isEmpty() && text("#mark").equals("Mark…"));
  }

  @Test
  void usersBeyondTheTopAreCountedAndNothingIsCut() {
    psql(
        "INSERT INTO agents (id, user_id, name) SELECT gen_random_uuid(), u.id, 'a'"
            + " FROM users u, generate_series(1, 700)");
    until(
        () ->
            timeline().table().rows().size() == 1
                && timeline().table().rows().getFirst().transaction().notifications() == 11_200);
    choose(0);
    assertThat(text("#more-users")).isEqualTo("and 12 more users");
    picture("detail-many");
  }

  private void picture(String name) {
    fx(
        () -> {
          ROBOT.lookup(".split-pane").queryAs(SplitPane.class).setDividerPositions(0.53);
          return true;
        });
    Pictures.take(window.stage(), name);
    fx(
        () -> {
          ROBOT.lookup(".split-pane").queryAs(SplitPane.class).setDividerPositions(0.3);
          return true;
        });
  }

  private TimelineViewModel timeline() {
    return window.viewModel().timeline();
  }

  private void choose(int row) {
    fx(
        () -> {
          timeline().table().choose(timeline().table().rows().get(row));
          return true;
        });
    // a scroll pane has its content from its first layout on
    until(() -> ROBOT.lookup("#mark").tryQuery().isPresent());
  }

  private static String payload() {
    return fx(() -> ROBOT.lookup("#payload-text").queryAs(CodeView.class).text());
  }

  private static String text(String query) {
    return fx(() -> ROBOT.lookup(query).<Labeled>query().getText());
  }

  private void insertAgent() {
    psql("INSERT INTO agents (id, user_id, name) VALUES (md5('a')::uuid, md5('u1')::uuid, 'a')");
  }

  private void updateAgent() {
    psql("UPDATE agents SET name = name || '.'");
  }

  private void psql(String sql) {
    assertThat(Psql.run(settings, "-c", sql)).isEqualTo(new Psql.Run(0, ""));
  }
}

package io.triggerscope.ui;

import io.triggerscope.model.TestRun;
import io.triggerscope.ui.ResultLine.Sign;
import io.triggerscope.viewmodel.Delivery;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.InvalidationTestViewModel;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.RehearsalViewModel;
import java.time.Duration;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The test of the triggers: what each check found, and whether its notifications arrived. */
final class InvalidationTestCard extends StackPane {

  private final InvalidationTestViewModel vm;
  private final RehearsalViewModel rehearsal;
  private final Preferences preferences;
  private final VBox lines = new VBox();

  InvalidationTestCard(
      InvalidationTestViewModel vm, RehearsalViewModel rehearsal, Preferences preferences) {
    this.vm = vm;
    this.rehearsal = rehearsal;
    this.preferences = preferences;
    lines.getStyleClass().add("result-lines");
    var scroll = new ScrollPane(lines);
    scroll.setId("test-results");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    var why = Sentence.saying(vm.access().refusal());
    var notice = Sentence.of(vm.noticeProperty(), preferences);
    notice.setId("test-notice");
    getChildren().add(Card.padded("Test cache invalidation", buttons(), why, scroll, notice));
    InvalidationListener show = _ -> show();
    vm.rows().addListener(show);
    vm.deliveries().addListener(show);
    vm.noticeProperty().addListener(show);
    show();
  }

  private FlowPane buttons() {
    var run = new Button("▶ test_cache_invalidation()…");
    run.setMnemonicParsing(false);
    run.setId("run-test");
    run.getStyleClass().add("accent");
    run.setMinWidth(Region.USE_PREF_SIZE);
    run.setOnAction(_ -> confirm());
    if (vm.access().refusal().isEmpty()) {
      run.disableProperty().bind(vm.runningProperty());
    } else {
      run.setDisable(true);
    }
    var rehearse = new Button("Rehearse a statement…");
    rehearse.setId("rehearse-statement");
    rehearse.setMinWidth(Region.USE_PREF_SIZE);
    rehearse.setDisable(!vm.access().refusal().isEmpty());
    rehearse.setOnAction(
        _ -> new RehearsalDialog(rehearsal, preferences).show(getScene().getWindow()));
    var line = new FlowPane(run, rehearse, new Busy(vm.runningProperty(), vm::cancel));
    line.getStyleClass().add("wrapped-line");
    return line;
  }

  private void show() {
    if (vm.rows().isEmpty() && vm.deliveries().isEmpty()) {
      lines
          .getChildren()
          .setAll(
              vm.noticeProperty().get() == null
                  ? List.of(
                      new EmptyState(
                          "Not run yet",
                          "Each check and the arrival of each test notification on our own"
                              + " connection appear here once the test has run."))
                  : List.of());
      return;
    }
    lines.getChildren().clear();
    vm.rows().forEach(row -> lines.getChildren().add(line(row)));
    var heading = new Label("Test notifications on this connection");
    heading.getStyleClass().addAll("muted", "small", "heading");
    lines.getChildren().add(heading);
    vm.deliveries().forEach(delivery -> lines.getChildren().add(line(delivery, vm.isJudged())));
  }

  private static ResultLine line(TestRun.Row row) {
    return switch (row) {
      case TestRun.Check check -> line(check);
      case TestRun.ForeignRow foreign -> new ResultLine(Sign.OPEN, foreign.words(), "", "");
    };
  }

  private static ResultLine line(TestRun.Check check) {
    var passed = check.passed();
    if (passed == null) {
      return new ResultLine(Sign.OPEN, check.name(), "skipped", check.detail());
    }
    return passed
        ? new ResultLine(Sign.PASSED, check.name(), "", check.detail())
        : new ResultLine(Sign.FAILED, check.name(), "failed", check.detail());
  }

  /**
   * @param expected whether the function is known to send it
   */
  private static ResultLine line(Delivery delivery, boolean expected) {
    return switch (delivery) {
      case Delivery.Waiting(var table) -> new ResultLine(Sign.OPEN, table, "waiting", "");
      case Delivery.Arrived(var table, var after) ->
          new ResultLine(Sign.PASSED, table, arrived(after), "");
      case Delivery.Missing(var table) ->
          new ResultLine(expected ? Sign.FAILED : Sign.OPEN, table, "did not arrive", "");
    };
  }

  private static String arrived(Duration after) {
    return after.isNegative()
        ? "arrived with the commit"
        : "arrived after " + Format.duration(after);
  }

  private void confirm() {
    new Confirmation(
            "Run test_cache_invalidation()",
            "On database "
                + vm.access().database()
                + ". It changes test rows in each watched table and takes all of it back, then"
                + " sends one TEST notification for each table, which every listener of the channel"
                + " receives.",
            List.of("SELECT * FROM test_cache_invalidation()"),
            "Run the test",
            false,
            vm.access())
        .ask(getScene().getWindow(), vm::run);
  }
}

package io.triggerscope.ui;

import io.triggerscope.model.CleanupPlan;
import io.triggerscope.viewmodel.CleanupViewModel;
import io.triggerscope.viewmodel.CleanupViewModel.State;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Preferences;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** The clean-up of {@code trigger_error_log}: what it would delete, and doing it. */
final class CleanupCard extends StackPane {

  private final CleanupViewModel vm;
  private final Preferences preferences;
  private final CleanupFigures figures;
  private final CheckBox unseen = new CheckBox();
  private final Button cleanup = button("Clean up…", "cleanup");
  private final Button pause = button("Pause", "cleanup-pause");
  private final Button resume = button("Resume", "cleanup-resume");
  private final Button cancel = button("Cancel", "cleanup-cancel");

  CleanupCard(CleanupViewModel vm, Preferences preferences) {
    this.vm = vm;
    this.preferences = preferences;
    this.figures = new CleanupFigures(vm::now, preferences);
    unseen.setId("cleanup-unseen");
    unseen.setMnemonicParsing(false);
    unseen.setWrapText(true);
    unseen.setMinHeight(Region.USE_PREF_SIZE);
    unseen.selectedProperty().bindBidirectional(vm.withUnseenProperty());
    unseen.managedProperty().bind(unseen.visibleProperty());
    var refusal = Sentence.failing(vm.refusalProperty());
    refusal.setId("cleanup-refusal");
    var parts =
        new VBox(
            retention(),
            refusal,
            figures,
            unseen,
            Sentence.ofProblem(vm.preview().problemProperty(), preferences));
    parts.getStyleClass().add("column");
    // what gives way where there is little room; progress, what came of it, and the buttons do not
    var scroll = new ScrollPane(parts);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    var notice = Sentence.of(vm.noticeProperty(), preferences);
    notice.setId("cleanup-notice");
    getChildren()
        .add(
            Card.padded(
                "Clean up trigger_error_log",
                scroll,
                new CleanupProgress(vm),
                notice,
                Sentence.saying(vm.access().refusal()),
                buttons()));
    InvalidationListener show = _ -> show();
    vm.planProperty().addListener(show);
    vm.stateProperty().addListener(show);
    preferences.zoneProperty().addListener(show);
    show();
  }

  private HBox retention() {
    var days = new Spinner<Integer>();
    days.setId("cleanup-days");
    days.setEditable(true);
    days.setPrefWidth(88);
    var factory =
        new IntegerSpinnerValueFactory(1, CleanupViewModel.MOST_DAYS, vm.daysProperty().get());
    factory.setConverter(
        new StringConverter<>() {

          @Override
          public String toString(Integer value) {
            return String.valueOf(value);
          }

          @Override
          public Integer fromString(String text) {
            return vm.understand(text);
          }
        });
    days.setValueFactory(factory);
    vm.daysProperty().bind(days.valueProperty());
    days.focusedProperty().addListener((_, _, _) -> days.commitValue());
    // a value that stays as it is does not replace what was typed
    vm.refusalProperty().subscribe(() -> days.getEditor().setText(String.valueOf(days.getValue())));
    days.disableProperty().bind(vm.stateProperty().isNotEqualTo(State.IDLE));
    var line =
        new HBox(
            new Label("Keep the last"),
            days,
            new Label("days"),
            new Busy(vm.preview().runningProperty(), vm.preview()::cancel));
    line.getStyleClass().add("line");
    return line;
  }

  private FlowPane buttons() {
    cleanup.getStyleClass().add("danger-text");
    cleanup.setOnAction(_ -> confirm());
    pause.setOnAction(_ -> vm.pause());
    resume.setOnAction(_ -> vm.resume());
    cancel.setOnAction(_ -> vm.cancel());
    var schedule = button("Schedule…", "cleanup-schedule");
    schedule.setOnAction(
        _ -> new CleanupScheduleDialog(vm.schedule(), preferences).show(getScene().getWindow()));
    var line = new FlowPane(cleanup, pause, resume, cancel, schedule);
    line.getStyleClass().add("wrapped-line");
    return line;
  }

  private static Button button(String text, String id) {
    var button = new Button(text);
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    button.managedProperty().bind(button.visibleProperty());
    return button;
  }

  private void show() {
    var plan = vm.planProperty().get();
    var state = vm.stateProperty().get();
    figures.show(plan);
    unseen.setVisible(plan != null && plan.unseenRows() > 0);
    unseen.setDisable(state != State.IDLE);
    if (plan != null) {
      unseen.setText("Also delete " + unseenGroups(plan));
    }
    cleanup.setDisable(
        plan == null
            || plan.rows() == 0
            || state != State.IDLE
            || !vm.access().refusal().isEmpty());
    pause.setVisible(state == State.RUNNING || state == State.PAUSING);
    pause.setDisable(state == State.PAUSING);
    resume.setVisible(state == State.PAUSED);
    cancel.setVisible(state != State.IDLE);
    cancel.setDisable(state == State.STOPPING);
  }

  private static String unseenGroups(CleanupPlan plan) {
    return plan.unseenGroups() == 0
        ? "the unacknowledged groups"
        : Format.count(plan.unseenGroups(), "unacknowledged group");
  }

  private static String spaced(String sentence) {
    return sentence.isEmpty() ? "" : " " + sentence;
  }

  private void confirm() {
    var plan = vm.planProperty().get();
    if (plan == null) {
      return;
    }
    var days = Format.count(plan.preview().retention().days(), "day");
    new Confirmation(
            "Delete " + Format.count(plan.rows(), "row"),
            "From trigger_error_log on database "
                + vm.access().database()
                + ": "
                + switch (plan.which()) {
                  case CleanupPlan.EveryOldRow _ -> "all that is older than " + days;
                  case CleanupPlan.OldRowsOf(var kinds) ->
                      "what is older than "
                          + days
                          + ", of the "
                          + Format.count(kinds.size(), "group")
                          + " you have acknowledged";
                }
                + ". They cannot be brought back."
                + spaced(plan.preview().slowness()),
            figures.lines(plan),
            "Delete",
            true,
            vm.access())
        .ask(getScene().getWindow(), () -> vm.run(plan));
  }
}

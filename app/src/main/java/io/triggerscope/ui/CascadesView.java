package io.triggerscope.ui;

import io.triggerscope.model.CacheOps;
import io.triggerscope.ui.chart.StackedBars;
import io.triggerscope.viewmodel.CascadeRange;
import io.triggerscope.viewmodel.CascadesViewModel;
import io.triggerscope.viewmodel.CascadesViewModel.Shown;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.UserOrder;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The Cascades screen: five figures, a bar for each user, and the chosen user's cascade. */
public final class CascadesView extends VBox {

  private final CascadesViewModel vm;
  private final Figure notifications = new Figure("Notifications", "");
  private final Figure naive = new Figure("Naïve cache ops", "");
  private final Figure batched = new Figure("Batched cache ops", "");
  private final Figure saved = new Figure("Saved", "");
  private final Figure amplification = new Figure("Amplification", "ops / change");
  private final StackedBars bars = new StackedBars("Invalidations by user and cache");
  private final Label matching = new Label();
  private final FlowPane legend = new FlowPane();
  private final StackPane empty = new StackPane();

  /**
   * @param showOnTimeline told the id of the user who is wanted there
   */
  public CascadesView(
      CascadesViewModel vm,
      Preferences preferences,
      FileDialogs dialogs,
      Consumer<String> showOnTimeline) {
    this.vm = vm;
    bars.stillProperty().bind(preferences.reducedMotionProperty());
    getStyleClass().addAll("screen", "cascades");
    var users = usersCard();
    var user = new UserCascadeCards(vm, preferences, showOnTimeline);
    HBox.setHgrow(users, Priority.ALWAYS);
    var body = new HBox(users, user);
    body.getStyleClass().add("cards");
    VBox.setVgrow(body, Priority.ALWAYS);
    var notice = Sentence.of(vm.export().noticeProperty(), preferences);
    notice.setId("cascades-notice");
    var export = new CascadesExportMenu(vm, bars, preferences, dialogs);
    var rulesNotice = Sentence.of(vm.rulesNoticeProperty(), preferences);
    rulesNotice.setId("rules-notice");
    var whatIf = button("What if…", "cascades-what-if");
    whatIf.setOnAction(_ -> new WhatIfDialog(vm.whatIf()).show(getScene().getWindow()));
    whatIf.disableProperty().bind(bars.barsProperty().map(List::isEmpty));
    var rules = button("Rules…", "cascades-rules");
    rules.setOnAction(
        _ -> new RulesDialog(vm.editRules(), dialogs, preferences).show(getScene().getWindow()));
    getChildren().addAll(toolbar(whatIf, rules, export), rulesNotice, notice, figures(), body);
    vm.shownProperty().subscribe(this::show);
  }

  private HBox toolbar(Node... atEnd) {
    var title = new Label("Cascades per user");
    title.getStyleClass().add("screen-title");
    title.setMinWidth(USE_PREF_SIZE);
    var range =
        new Choice<>(vm.rangeProperty(), List.of(CascadeRange.values()), CascadeRange::label);
    range.setId("cascades-range");
    var limit = new Choice<>(vm.limitProperty(), CascadesViewModel.LIMITS, CascadesView::limit);
    limit.setId("cascades-limit");
    var order = new Choice<>(vm.orderProperty(), List.of(UserOrder.values()), UserOrder::label);
    order.setId("cascades-order");
    var filter = new TextField();
    filter.setId("cascades-filter");
    filter.getStyleClass().add("mono");
    filter.setPromptText("user…");
    filter.setAccessibleText("Part of a user id");
    filter.textProperty().bindBidirectional(vm.filterProperty());
    matching.getStyleClass().add("muted");
    matching.setMinWidth(USE_PREF_SIZE);
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var bar = new HBox(title, range, limit, order, filter, matching, space);
    bar.getChildren().addAll(atEnd);
    bar.getStyleClass().add("toolbar");
    return bar;
  }

  private static Button button(String text, String id) {
    var button = new Button(text);
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  private static String limit(int most) {
    return most == CascadesViewModel.ALL ? "All users" : "Top " + most;
  }

  private HBox figures() {
    saved.value().getStyleClass().add("good");
    notifications.value().setId("figure-notifications");
    naive.value().setId("figure-naive");
    batched.value().setId("figure-batched");
    saved.value().setId("figure-saved");
    amplification.value().setId("figure-amplification");
    var row = new HBox(notifications, naive, batched, saved, amplification);
    row.getStyleClass().add("cards");
    return row;
  }

  private Card usersCard() {
    bars.setId("cascades-bars");
    bars.chosenProperty().bindBidirectional(vm.chosenUserProperty());
    Copying.from(
        bars, () -> bars.chosenProperty().get() == null ? "" : bars.chosenProperty().get());
    legend.getStyleClass().add("legend");
    legend.setId("cascades-legend");
    HBox.setHgrow(legend, Priority.ALWAYS);
    return new Card("Invalidations by user and cache", new StackPane(bars, empty)).beside(legend);
  }

  private void show(Shown shown) {
    show(shown.figures());
    bars.barsProperty()
        .set(shown.top().stream().map(user -> new UserBar(user, shown.order())).toList());
    legend.getChildren().setAll(shown.series().stream().<Node>map(Chip::new).toList());
    matching.setText(
        shown.matching() > shown.top().size()
            ? shown.top().size() + " of " + Format.count(shown.matching(), "user")
            : "");
    bars.setVisible(!shown.top().isEmpty());
    empty.setVisible(shown.top().isEmpty());
    empty.getChildren().setAll(emptyState(shown));
  }

  private void show(CacheOps ops) {
    boolean none = ops.notifications() == 0;
    notifications.value().setText(Format.count(ops.notifications()));
    naive.value().setText(Format.count(ops.naive()));
    batched.value().setText(Format.count(ops.batched()));
    saved.value().setText(none ? "–" : Format.percent(ops.saved()));
    amplification.value().setText(none ? "–" : Format.ratio(ops.amplification()));
  }

  private static EmptyState emptyState(Shown shown) {
    return switch (shown.found()) {
      case USERS -> new EmptyState("", "");
      case NONE_MATCHING ->
          new EmptyState(
              "No user id contains “" + shown.filter() + "”",
              "Clear the field above to see all users again.");
      case NONE_IN_RANGE ->
          new EmptyState(
              "No user's caches were invalidated in this time",
              "Choose a longer range above, or change a row of a watched table.");
      case NOTHING_YET ->
          new EmptyState(
              "No notifications yet",
              "Here you will see whose caches the triggers invalidate, how often, and what"
                  + " batching saves. To see it now, change a row of a watched table, run the test"
                  + " in Operations, or start the demo in Connect.");
    };
  }
}

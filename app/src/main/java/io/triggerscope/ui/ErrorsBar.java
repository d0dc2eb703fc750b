package io.triggerscope.ui;

import io.triggerscope.model.ErrorFacets;
import io.triggerscope.model.ErrorField;
import io.triggerscope.model.ExportFormat;
import io.triggerscope.model.TimeRange;
import io.triggerscope.ui.FileDialogs.Kind;
import io.triggerscope.viewmodel.ErrorQuery;
import io.triggerscope.viewmodel.ErrorRange;
import io.triggerscope.viewmodel.ErrorSpan;
import io.triggerscope.viewmodel.ErrorsViewModel;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Preferences;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The tool bar of the Errors screen: its filters, and what is done with all that matches. */
final class ErrorsBar extends HBox {

  private static final javafx.util.Duration TYPING_PAUSE = javafx.util.Duration.millis(250);

  /** Where an exact interval begins that the user has not chosen yet. */
  private static final Duration PROPOSED = Duration.ofHours(1);

  private final ErrorsViewModel vm;
  private final Preferences preferences;
  private final FileDialogs dialogs;

  ErrorsBar(ErrorsViewModel vm, Preferences preferences, FileDialogs dialogs, ErrorLinks links) {
    this.vm = vm;
    this.preferences = preferences;
    this.dialogs = dialogs;
    getStyleClass().add("toolbar");
    var title = new Label("Trigger errors");
    title.getStyleClass().add("screen-title");
    title.setMinWidth(USE_PREF_SIZE);
    var filters = new HBox(range());
    ErrorFacets.FIELDS.forEach(field -> filters.getChildren().add(facet(field)));
    var text = text();
    filters.getChildren().addAll(text, onlyNew(), reset(text));
    filters.getStyleClass().add("toolbar");
    filters.disableProperty().bind(vm.missingProperty());
    HBox.setHgrow(filters, Priority.ALWAYS);
    var space = new Region();
    HBox.setHgrow(space, Priority.SOMETIMES);
    getChildren().addAll(title, filters, space, export());
    if (!vm.recorded()) {
      var cleanUp = new Button("Clean up…");
      cleanUp.setId("errors-clean-up");
      cleanUp.setMinWidth(USE_PREF_SIZE);
      cleanUp.getStyleClass().add("danger-text");
      cleanUp.setOnAction(_ -> links.toOperations());
      getChildren().add(cleanUp);
    }
  }

  private void ask(ErrorQuery query) {
    vm.queryProperty().set(query);
  }

  private MenuButton range() {
    var menu = new MenuButton();
    menu.setId("errors-range");
    menu.setMinWidth(USE_PREF_SIZE);
    for (var choice : ErrorRange.values()) {
      var item = new MenuItem(choice.label());
      item.setId("range-" + choice.name().toLowerCase(Locale.ROOT));
      item.setOnAction(_ -> ask(vm.query().withSpan(choice)));
      menu.getItems().add(item);
    }
    var exact = new MenuItem("Exact interval…");
    exact.setId("range-exact");
    exact.setOnAction(
        _ ->
            new IntervalPopover(
                    proposed(),
                    vm.now(),
                    preferences,
                    range -> ask(vm.query().withSpan(new ErrorSpan.Exact(range))))
                .showBelow(menu));
    menu.getItems().addAll(new SeparatorMenuItem(), exact);
    InvalidationListener show =
        _ -> menu.setText(vm.query().span().label(preferences.zoneProperty().get()));
    vm.queryProperty().addListener(show);
    preferences.zoneProperty().addListener(show);
    show.invalidated(vm.queryProperty());
    return menu;
  }

  private TimeRange proposed() {
    var span = vm.query().span();
    var to = Objects.requireNonNullElse(span.to(), vm.now());
    return new TimeRange(Objects.requireNonNullElse(span.from(vm.now()), to.minus(PROPOSED)), to);
  }

  private FacetMenu facet(ErrorField field) {
    var name = Format.capitalized(field.word());
    var menu =
        new FacetMenu(name, () -> counts(field), wanted -> ask(vm.query().with(field, wanted)));
    menu.setId("errors-" + field.id());
    menu.setMinWidth(USE_PREF_SIZE);
    vm.queryProperty().subscribe(query -> menu.setWanted(query.values(field)));
    return menu;
  }

  private Map<String, Long> counts(ErrorField field) {
    var counts = vm.counts().value();
    return counts == null ? Map.of() : counts.of(field);
  }

  private TextField text() {
    var field = new TextField();
    field.setId("errors-text");
    field.getStyleClass().add("mono");
    field.setPromptText("message or context contains…");
    field.setPrefColumnCount(12);
    var pause = new PauseTransition(TYPING_PAUSE);
    pause.setOnFinished(_ -> ask(vm.query().withText(field.getText())));
    field.textProperty().addListener((_, _, _) -> pause.playFromStart());
    field.setOnAction(_ -> pause.jumpTo(TYPING_PAUSE));
    HBox.setHgrow(field, Priority.ALWAYS);
    field.setMinWidth(64);
    field.setMaxWidth(420);
    return field;
  }

  private ToggleButton onlyNew() {
    var toggle = new ToggleButton("New only");
    toggle.setId("errors-only-new");
    toggle.setMinWidth(USE_PREF_SIZE);
    toggle.getStyleClass().add("segment");
    toggle.setOnAction(_ -> ask(vm.query().withOnlyNew(toggle.isSelected())));
    vm.queryProperty().subscribe(query -> toggle.setSelected(query.onlyNew()));
    var tip = new Tooltip();
    tip.setOnShowing(_ -> tip.setText(sinceWhen()));
    toggle.setTooltip(tip);
    return toggle;
  }

  private String sinceWhen() {
    var before = vm.lookedBefore();
    return before == null
        ? "You have not looked here before: all errors are new."
        : "Only what came since you last looked, on "
            + Format.dateTime(before, preferences.zoneProperty().get())
            + ".";
  }

  private Button reset(TextField text) {
    var reset = new Button("Reset");
    reset.setId("errors-reset");
    reset.setMinWidth(USE_PREF_SIZE);
    reset.setOnAction(
        _ -> {
          text.clear();
          vm.reset();
        });
    reset.disableProperty().bind(vm.queryProperty().isEqualTo(ErrorQuery.DEFAULT));
    return reset;
  }

  private MenuButton export() {
    var menu = new MenuButton("Export");
    menu.setId("errors-export");
    menu.setMinWidth(USE_PREF_SIZE);
    menu.disableProperty().bind(vm.export().run().runningProperty().or(vm.missingProperty()));
    menu.getItems()
        .addAll(
            export("All that matches as CSV…", ExportFormat.CSV, Kind.CSV),
            export("All that matches as NDJSON…", ExportFormat.NDJSON, Kind.NDJSON));
    return menu;
  }

  private MenuItem export(String text, ExportFormat format, Kind kind) {
    var item = new MenuItem(text);
    item.setId("errors-export-" + format.extension());
    item.setOnAction(
        _ -> {
          var name = vm.export().suggestedName(format, preferences.zoneProperty().get());
          dialogs
              .save(getScene().getWindow(), kind, name)
              .ifPresent(file -> vm.export().start(format, file));
        });
    return item;
  }
}

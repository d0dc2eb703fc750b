package io.triggerscope.ui;

import io.triggerscope.model.ErrorFacets;
import io.triggerscope.model.ErrorField;
import io.triggerscope.viewmodel.ErrorQuery;
import io.triggerscope.viewmodel.ErrorsViewModel;
import io.triggerscope.viewmodel.Format;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;

/**
 * What is asked of fields that have no menu, and what is left out: each with a way to take it back.
 * Takes no room while there is nothing. Confined to the FX thread.
 */
final class ErrorFilterChips extends FlowPane {

  private static final int LONGEST = 60;

  private final ErrorsViewModel vm;

  ErrorFilterChips(ErrorsViewModel vm) {
    this.vm = vm;
    setId("errors-filter-chips");
    getStyleClass().add("filter-chips");
    visibleProperty().bind(vm.missingProperty().not());
    vm.queryProperty().subscribe(this::show);
  }

  private void show(ErrorQuery query) {
    getChildren().clear();
    for (var field : ErrorField.values()) {
      if (!ErrorFacets.FIELDS.contains(field)) {
        query.values(field).only().forEach(value -> add(field, value, " "));
      }
      query.values(field).not().forEach(value -> add(field, value, " not "));
    }
    setManaged(!getChildren().isEmpty());
  }

  private void add(ErrorField field, String value, String between) {
    var text = FacetMenu.named(value);
    var shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    var chip = new Button(Format.capitalized(field.word()) + between + shown + "  ×");
    chip.setMnemonicParsing(false);
    chip.setId("chip-" + field.id());
    chip.getStyleClass().addAll("filter-chip", "mono");
    chip.setAccessibleText("Take back: " + field.word() + between + text);
    chip.setOnAction(
        _ ->
            vm.queryProperty().set(vm.query().with(field, vm.query().values(field).forget(value))));
    getChildren().add(chip);
  }
}

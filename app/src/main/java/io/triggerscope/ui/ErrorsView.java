package io.triggerscope.ui;

import io.triggerscope.model.ErrorLogShape;
import io.triggerscope.viewmodel.ErrorListing;
import io.triggerscope.viewmodel.ErrorsViewModel;
import io.triggerscope.viewmodel.Preferences;
import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * The Errors screen: filters, a histogram of all that match, their groups or rows, and the chosen
 * one. Confined to the FX thread.
 */
final class ErrorsView extends VBox {

  private final ErrorsViewModel vm;
  private final Preferences preferences;

  ErrorsView(ErrorsViewModel vm, Preferences preferences, FileDialogs dialogs, ErrorLinks links) {
    this.vm = vm;
    this.preferences = preferences;
    getStyleClass().addAll("screen", "errors");
    var content = new VBox(new ErrorCountsCard(vm, preferences), lists(links));
    content.getStyleClass().add("cards");
    content.visibleProperty().bind(vm.missingProperty().not());
    var missing = missing(links);
    missing.visibleProperty().bind(vm.missingProperty());
    var body = new StackPane(content, missing);
    VBox.setVgrow(body, Priority.ALWAYS);
    var exported = Sentence.of(vm.export().run().noticeProperty(), preferences);
    exported.setId("errors-export-notice");
    getChildren()
        .addAll(
            new ErrorsBar(vm, preferences, dialogs, links),
            new ErrorFilterChips(vm),
            new ExportProgress(vm.export().run()),
            exported,
            shape(),
            body);
  }

  /** What the log lacks. */
  private VBox shape() {
    var notes = new VBox();
    notes.setId("errors-shape");
    notes.managedProperty().bind(notes.visibleProperty());
    vm.shape()
        .valueProperty()
        .subscribe(
            shape -> {
              var said = shape == null ? List.<String>of() : notes(shape);
              notes.getChildren().setAll(said.stream().map(Sentence::attention).toList());
              notes.setVisible(!said.isEmpty());
            });
    return notes;
  }

  private static List<String> notes(ErrorLogShape shape) {
    return shape.notes().isEmpty()
        ? List.of()
        : List.of(
            "This trigger_error_log is not as migration 021 makes it. "
                + String.join(" ", shape.notes()));
  }

  /** The groups and the rows of one, or the rows; and beside them the chosen row. */
  private SplitPane lists(ErrorLinks links) {
    var rows = new ErrorRowsTable(vm, preferences);
    var rowsCard = new ErrorRowsCard(vm);
    var groupsCard = new ErrorGroupsCard(vm, preferences);
    var detail = new ErrorDetail(vm, preferences, links);
    var split = new SplitPane();
    split.setId("errors-split");
    VBox.setVgrow(split, Priority.ALWAYS);
    vm.listingProperty()
        .subscribe(
            listing -> {
              rowsCard.show(List.of());
              detail.show(List.of());
              switch (listing) {
                case GROUPS -> {
                  detail.show(List.of(rows));
                  fill(split, groupsCard, detail, 0.45);
                }
                case ROWS -> {
                  rowsCard.show(List.of(rows));
                  fill(split, rowsCard, detail, 0.62);
                }
              }
            });
    return split;
  }

  private static void fill(SplitPane split, Node left, Node right, double share) {
    split.getItems().setAll(left, right);
    split.setDividerPositions(share);
  }

  /** Groups or rows: the switch that both cards bear. */
  static Segments<ErrorListing> listing(ErrorsViewModel vm) {
    return new Segments<>(
        vm.listingProperty(),
        List.of(ErrorListing.values()),
        ErrorListing::title,
        "errors-listing");
  }

  private EmptyState missing(ErrorLinks links) {
    var state =
        new EmptyState(
            "There is no trigger_error_log in schema " + vm.schema(),
            "The triggers keep their errors in this table. Migration 021 creates it together with"
                + " them.");
    var open = new Button("Go to Operations");
    open.setId("errors-go-to-operations");
    open.getStyleClass().add("accent");
    open.setOnAction(_ -> links.toOperations());
    VBox.setMargin(open, new Insets(8, 0, 0, 0));
    state.getChildren().add(open);
    return state;
  }
}

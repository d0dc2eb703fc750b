package io.triggerscope.ui;

import io.triggerscope.model.ErrorHistogram;
import io.triggerscope.model.TriggerError;
import io.triggerscope.ui.chart.Histogram;
import io.triggerscope.ui.chart.Palette;
import io.triggerscope.viewmodel.ErrorQuery;
import io.triggerscope.viewmodel.ErrorRange;
import io.triggerscope.viewmodel.ErrorsViewModel;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Preferences;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** The Errors screen: filters, a histogram of all that match, the rows, and the chosen one. */
public final class ErrorsView extends VBox {

  private static final Duration TYPING_PAUSE = Duration.millis(250);

  private final ErrorsViewModel vm;
  private final Preferences preferences;
  private final NewestFirstTable<TriggerError> table;

  /**
   * @param openOperations shows the Operations screen, where the table can be installed
   */
  public ErrorsView(ErrorsViewModel vm, Preferences preferences, Runnable openOperations) {
    this.vm = vm;
    this.preferences = preferences;
    getStyleClass().addAll("screen", "errors");
    table = table();
    var split = new SplitPane(rowsCard(), detail());
    split.setDividerPositions(0.64);
    var content = new VBox(counts(), split);
    content.getStyleClass().add("cards");
    VBox.setVgrow(split, Priority.ALWAYS);
    content.visibleProperty().bind(vm.missingProperty().not());
    var missing = missing(openOperations);
    missing.visibleProperty().bind(vm.missingProperty());
    var body = new StackPane(content, missing);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(toolbar(), body);
  }

  private HBox toolbar() {
    var title = new Label("Trigger errors");
    title.getStyleClass().add("screen-title");
    title.setMinWidth(USE_PREF_SIZE);
    var range = new MenuButton();
    range.setId("errors-range");
    for (var choice : ErrorRange.values()) {
      var item = new MenuItem(choice.label());
      item.setOnAction(_ -> vm.queryProperty().set(query().withRange(choice)));
      range.getItems().add(item);
    }
    var tables =
        new FacetMenu(
            "Table",
            () -> facet(ErrorHistogram::tables),
            chosen -> vm.queryProperty().set(query().withTables(chosen)));
    tables.setId("errors-table");
    var operations =
        new FacetMenu(
            "Operation",
            () -> facet(ErrorHistogram::operations),
            chosen -> vm.queryProperty().set(query().withOperations(chosen)));
    operations.setId("errors-operation");
    var text = text();
    var reset = new Button("Reset");
    reset.setId("errors-reset");
    reset.setOnAction(
        _ -> {
          text.clear();
          vm.reset();
        });
    reset.disableProperty().bind(vm.queryProperty().isEqualTo(ErrorQuery.DEFAULT));
    Runnable show =
        () -> {
          range.setText(query().range().label());
          tables.setChosen(query().tables());
          operations.setChosen(query().operations());
        };
    vm.queryProperty().addListener((_, _, _) -> show.run());
    show.run();
    var filters = new HBox(range, tables, operations, text, reset);
    filters.getStyleClass().add("toolbar");
    filters.disableProperty().bind(vm.missingProperty());
    HBox.setHgrow(filters, Priority.ALWAYS);
    var bar = new HBox(title, filters);
    bar.getStyleClass().add("toolbar");
    return bar;
  }

  private TextField text() {
    var field = new TextField();
    field.setId("errors-text");
    field.getStyleClass().add("mono");
    field.setPromptText("message or context contains…");
    var pause = new PauseTransition(TYPING_PAUSE);
    pause.setOnFinished(_ -> vm.queryProperty().set(query().withText(field.getText())));
    field.textProperty().addListener((_, _, _) -> pause.playFromStart());
    field.setOnAction(_ -> pause.jumpTo(TYPING_PAUSE));
    HBox.setHgrow(field, Priority.SOMETIMES);
    field.setMaxWidth(420);
    return field;
  }

  private ErrorQuery query() {
    return vm.queryProperty().get();
  }

  private Map<String, Long> facet(Function<ErrorHistogram, Map<String, Long>> of) {
    var counts = vm.counts().value();
    return counts == null ? Map.of() : of.apply(counts);
  }

  private Card counts() {
    var chart =
        new Histogram(
            "Errors over time",
            "error",
            Comparator.comparing(Palette::series).thenComparing(Comparator.naturalOrder()));
    chart.setId("errors-histogram");
    chart.dataProperty().bind(vm.counts().valueProperty().map(ErrorsView::bars));
    chart.zoneProperty().bind(preferences.zoneProperty());
    var span = new Label();
    span.getStyleClass().add("muted");
    var problem = Sentence.ofProblem(vm.counts().problemProperty(), preferences);
    var card =
        new Card("", chart)
            .beside(span, new Busy(vm.counts().runningProperty(), vm::cancel), problem);
    card.setId("errors-counts");
    card.getStyleClass().add("counts");
    InvalidationListener show =
        _ -> {
          var counts = vm.counts().value();
          card.titleProperty()
              .set(
                  counts == null
                      ? "Counting"
                      : Format.count(counts.total(), "error") + matches(counts));
          span.setText(span(counts));
        };
    vm.counts().valueProperty().addListener(show);
    preferences.zoneProperty().addListener(show);
    show.invalidated(preferences.zoneProperty());
    return card;
  }

  private static Histogram.Data bars(ErrorHistogram counts) {
    return new Histogram.Data(counts.from(), counts.width(), counts.buckets());
  }

  private static String matches(ErrorHistogram counts) {
    return counts.total() == 1 ? " matches" : " match";
  }

  private String span(@Nullable ErrorHistogram counts) {
    if (counts == null || counts.newest() == null || counts.oldest() == null) {
      return "";
    }
    var zone = preferences.zoneProperty().get();
    return "· newest "
        + Format.moment(counts.newest(), vm.now(), zone)
        + " · oldest "
        + Format.moment(counts.oldest(), vm.now(), zone)
        + (vm.recorded() ? " · all rows that were recorded" : " · all rows counted on the server");
  }

  private NewestFirstTable<TriggerError> table() {
    var rows = new NewestFirstTable<>(vm.rows(), vm::loadMore);
    rows.setId("errors-rows");
    var occurred =
        Columns.<TriggerError>text(
            "Occurred",
            152,
            row -> Format.moment(row.occurredAt(), vm.now(), preferences.zoneProperty().get()),
            "mono");
    preferences.zoneProperty().addListener((_, _, _) -> rows.refresh());
    rows.getColumns().add(occurred);
    rows.getColumns().add(Columns.node("Table", 130, ErrorsView::chip));
    rows.getColumns().add(Columns.text("Op", 64, row -> orNone(row.operation()), "mono"));
    rows.getColumns().add(Columns.text("SQLSTATE", 80, row -> orNone(row.sqlstate()), "mono"));
    rows.getColumns()
        .add(Columns.text("Transaction", 88, row -> orNone(row.batchId()), "mono", "muted"));
    rows.getColumns().add(Columns.text("Error", 240, row -> oneLine(row.errorMessage()), "mono"));
    var chosen = rows.getSelectionModel();
    chosen
        .selectedItemProperty()
        .addListener(
            (_, _, row) -> {
              if (row != null) {
                vm.selectedProperty().set(row);
              }
            });
    vm.selectedProperty()
        .subscribe(
            row -> {
              if (row == null) {
                chosen.clearSelection();
              } else if (!row.equals(chosen.getSelectedItem())) {
                chosen.select(row);
              }
            });
    rows.setPlaceholder(
        new EmptyState(
            "No errors match",
            vm.recorded()
                ? "Nothing that was recorded of trigger_error_log matches these filters. The window"
                    + " records the errors that it reads meanwhile; tail records none."
                : "Nothing in trigger_error_log matches these filters. Errors appear here as the"
                    + " triggers log them."));
    return rows;
  }

  private static @Nullable Node chip(TriggerError row) {
    return row.tableName() == null ? null : new Chip(row.tableName());
  }

  private static String orNone(@Nullable String text) {
    return Objects.requireNonNullElse(text, "–");
  }

  private static String oneLine(@Nullable String text) {
    return orNone(text).replaceAll("\\s*\\R\\s*", " ");
  }

  private Node rowsCard() {
    var loaded = new Label();
    loaded.setId("errors-loaded");
    loaded.getStyleClass().add("muted");
    InvalidationListener show =
        _ -> {
          var counts = vm.counts().value();
          long total = Math.max(vm.rows().size(), counts == null ? 0 : counts.total());
          loaded.setText(
              total == 0
                  ? ""
                  : Format.count(vm.rows().size())
                      + " of "
                      + Format.count(total)
                      + " loaded"
                      + (vm.moreProperty().get() ? ", scroll down for older ones" : ""));
        };
    vm.rows().addListener(show);
    vm.moreProperty().addListener(show);
    vm.counts().valueProperty().addListener(show);
    show.invalidated(vm.rows());
    var problem = Sentence.ofProblem(vm.page().problemProperty(), preferences);
    return new Card("Rows", table)
        .beside(loaded, new Busy(vm.page().runningProperty(), vm::cancel), problem);
  }

  private ErrorDetail detail() {
    return new ErrorDetail(vm.selectedProperty(), preferences);
  }

  private EmptyState missing(Runnable openOperations) {
    var state =
        new EmptyState(
            "There is no trigger_error_log in schema " + vm.schema(),
            "The triggers keep their errors in this table. Migration 021 creates it together with"
                + " them.");
    var open = new Button("Go to Operations");
    open.setId("errors-go-to-operations");
    open.getStyleClass().add("accent");
    open.setOnAction(_ -> openOperations.run());
    VBox.setMargin(open, new Insets(8, 0, 0, 0));
    state.getChildren().add(open);
    return state;
  }
}

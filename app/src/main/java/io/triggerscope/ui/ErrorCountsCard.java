package io.triggerscope.ui;

import io.triggerscope.model.ErrorFacets;
import io.triggerscope.model.ErrorHistogram;
import io.triggerscope.ui.chart.Histogram;
import io.triggerscope.ui.chart.Palette;
import io.triggerscope.viewmodel.ErrorSpan;
import io.triggerscope.viewmodel.ErrorsViewModel;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.Problem;
import java.util.Comparator;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * How many errors match, and when; the times can be brushed, or folded away with their query.
 * Confined to the FX thread.
 */
final class ErrorCountsCard extends StackPane {

  private final ErrorsViewModel vm;
  private final Preferences preferences;
  private final Label span = new Label();
  private final Card card;

  /** Of the counts, else of the counts over time; mostly both have the same. */
  private final ObservableValue<@Nullable Problem> problem;

  ErrorCountsCard(ErrorsViewModel vm, Preferences preferences) {
    this.vm = vm;
    this.preferences = preferences;
    var ofCounts = vm.counts().problemProperty();
    var ofChart = vm.histogram().problemProperty();
    this.problem =
        Bindings.createObjectBinding(
            () -> ofCounts.get() == null ? ofChart.get() : ofCounts.get(), ofCounts, ofChart);
    span.setId("errors-span");
    span.getStyleClass().add("muted");
    span.setMinWidth(0);
    var chart = chart();
    card =
        new Card("", chart)
            .beside(
                span,
                new Busy(vm.counts().runningProperty(), vm::cancel),
                Sentence.ofProblem(problem, preferences))
            .atEnd(refresh(), fold());
    card.setId("errors-counts");
    vm.histogramShownProperty()
        .subscribe(
            shown -> {
              chart.setVisible(shown);
              chart.setManaged(shown);
            });
    getChildren().add(card);
    InvalidationListener show = _ -> show(vm.counts().value());
    vm.counts().valueProperty().addListener(show);
    preferences.zoneProperty().addListener(show);
    show.invalidated(preferences.zoneProperty());
  }

  private Histogram chart() {
    var chart =
        new Histogram(
            "Errors over time",
            "error",
            Comparator.comparing(Palette::series).thenComparing(Comparator.naturalOrder()));
    chart.setId("errors-histogram");
    chart.dataProperty().bind(vm.histogram().valueProperty().map(ErrorCountsCard::bars));
    chart.zoneProperty().bind(preferences.zoneProperty());
    chart.setOnBrushed(
        range -> vm.queryProperty().set(vm.query().withSpan(new ErrorSpan.Exact(range))));
    return chart;
  }

  /** Also for what took too long, which is not read again by itself. */
  private Button refresh() {
    var refresh = new Button("Refresh", Icons.of("fth-refresh-cw"));
    refresh.setId("errors-refresh");
    refresh.getStyleClass().addAll("flat", "fold");
    refresh.setMinWidth(USE_PREF_SIZE);
    refresh.setOnAction(_ -> vm.refresh());
    refresh.setVisible(!vm.recorded());
    refresh.setManaged(!vm.recorded());
    return refresh;
  }

  private Button fold() {
    var fold = new Button();
    fold.setId("errors-histogram-fold");
    fold.getStyleClass().addAll("flat", "fold");
    fold.setMinWidth(USE_PREF_SIZE);
    fold.setOnAction(_ -> vm.histogramShownProperty().set(!vm.histogramShownProperty().get()));
    vm.histogramShownProperty()
        .subscribe(
            shown -> {
              fold.setText(shown ? "Hide chart" : "Show chart");
              fold.setGraphic(Icons.of(shown ? "fth-chevron-up" : "fth-chevron-down"));
            });
    return fold;
  }

  private void show(@Nullable ErrorFacets counts) {
    card.titleProperty()
        .set(
            counts == null
                ? "Counting"
                : Format.count(counts.total(), "error")
                    + (counts.total() == 1 ? " matches" : " match"));
    span.setText(counts == null ? "" : span(counts));
  }

  private static Histogram.Data bars(ErrorHistogram counts) {
    return new Histogram.Data(counts.from(), counts.width(), counts.buckets());
  }

  private String span(ErrorFacets counts) {
    var newest = counts.newest();
    var oldest = counts.oldest();
    if (newest == null || oldest == null) {
      return "";
    }
    var zone = preferences.zoneProperty().get();
    return "· newest "
        + Format.moment(newest, vm.now(), zone)
        + " · oldest "
        + Format.moment(oldest, vm.now(), zone)
        + (vm.recorded() ? " · all rows that were recorded" : " · all rows counted on the server");
  }
}

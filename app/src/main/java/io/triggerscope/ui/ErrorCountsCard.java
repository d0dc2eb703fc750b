package io.triggerscope.ui;

import io.triggerscope.model.ErrorFacets;
import io.triggerscope.model.ErrorHistogram;
import io.triggerscope.ui.chart.Histogram;
import io.triggerscope.ui.chart.Palette;
import io.triggerscope.viewmodel.ErrorSpan;
import io.triggerscope.viewmodel.ErrorsViewModel;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Preferences;
import java.util.Comparator;
import javafx.beans.InvalidationListener;
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

  ErrorCountsCard(ErrorsViewModel vm, Preferences preferences) {
    this.vm = vm;
    this.preferences = preferences;
    span.setId("errors-span");
    span.getStyleClass().add("muted");
    span.setMinWidth(0);
    var chart = chart();
    card =
        new Card("", chart)
            .beside(
                span,
                new Busy(vm.counts().runningProperty(), vm::cancel),
                Sentence.ofProblem(vm.counts().problemProperty(), preferences),
                Sentence.ofProblem(vm.histogram().problemProperty(), preferences))
            .atEnd(fold());
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

package io.triggerscope.viewmodel;

import io.triggerscope.model.ErrorFacets;
import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ErrorHistogram;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TriggerErrorLog;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/**
 * The errors that match, counted on the server: in all, by the values of fields, and over time as
 * long as somebody looks at that. Confined to the FX thread.
 */
final class ErrorCounts {

  private static final int BUCKETS = 160;

  private final TriggerErrorLog errors;
  private final Rest rest;
  private final LastGood<ErrorFacets> facets;
  private final LastGood<ErrorHistogram> histogram;
  private final BooleanProperty histogramShown =
      new SimpleBooleanProperty(this, "histogramShown", true);
  private ErrorFilter filter = ErrorFilter.ALL;

  /**
   * @param rest told what is asked
   */
  ErrorCounts(Session session, Rest rest) {
    this.errors = session.errors();
    this.rest = rest;
    this.facets = new LastGood<>(session);
    this.histogram = new LastGood<>(session);
  }

  /** From now on the server is asked as soon as somebody wants to see the counts over time. */
  void follow() {
    histogramShown.addListener(
        (_, _, wanted) -> {
          if (wanted) {
            readHistogram();
          } else {
            histogram.cancel();
          }
        });
  }

  LastGood<ErrorFacets> facets() {
    return facets;
  }

  LastGood<ErrorHistogram> histogram() {
    return histogram;
  }

  BooleanProperty histogramShownProperty() {
    return histogramShown;
  }

  /** How many match, as far as is known. */
  long total() {
    var read = facets.value();
    return read == null ? 0 : read.total();
  }

  boolean isRunning() {
    return facets.isRunning() || histogram.isRunning();
  }

  void cancel() {
    facets.cancel();
    histogram.cancel();
  }

  void read(ErrorFilter wanted) {
    filter = wanted;
    read(facets, () -> errors.facets(wanted));
    if (histogramShown.get()) {
      readHistogram();
    }
  }

  private void readHistogram() {
    var wanted = filter;
    read(histogram, () -> errors.histogram(wanted, BUCKETS));
  }

  private <T> void read(LastGood<T> reading, Supplier<Outcome<T>> job) {
    var begun = rest.asked();
    reading.read(job, _ -> rest.answered(begun, !isRunning()));
  }
}

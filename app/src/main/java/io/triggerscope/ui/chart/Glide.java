package io.triggerscope.ui.chart;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.animation.Animation.Status;
import javafx.animation.Interpolator;
import javafx.animation.Transition;
import javafx.util.Duration;

/** Rows on their way from the places they had to those they have. Confined to the FX thread. */
final class Glide extends Transition {

  private static final Duration LENGTH = Duration.millis(200);

  private final Runnable moved;
  private final Map<String, Double> starts = new HashMap<>();
  private Map<String, Integer> places = Map.of();
  private double progress = 1;

  /**
   * @param moved run whenever rows are somewhere else
   */
  Glide(Runnable moved) {
    this.moved = moved;
    setCycleDuration(LENGTH);
    setInterpolator(Interpolator.EASE_BOTH);
  }

  /**
   * Gives rows their places, in the order of their keys; those who had another one go there.
   *
   * @param atOnce whether without being seen on their way
   */
  void to(List<String> keys, boolean atOnce) {
    var next = HashMap.<String, Integer>newHashMap(keys.size());
    keys.forEach(key -> next.put(key, next.size()));
    boolean others = keys.stream().anyMatch(key -> isElsewhere(key, next));
    if (!others) {
      places = next;
      return;
    }
    var before = HashMap.<String, Double>newHashMap(places.size());
    places.forEach((key, place) -> before.put(key, at(key, place)));
    stop();
    places = next;
    starts.clear();
    progress = 1;
    if (!atOnce) {
      starts.putAll(before);
      progress = 0;
      playFromStart();
    }
  }

  private boolean isElsewhere(String key, Map<String, Integer> next) {
    var place = places.get(key);
    return place != null && !place.equals(next.get(key));
  }

  boolean isMoving() {
    return getStatus() == Status.RUNNING;
  }

  /** Where the row of this key is, in rows from the top, on its way to {@code place}. */
  double at(String key, int place) {
    return place + (starts.getOrDefault(key, (double) place) - place) * (1 - progress);
  }

  @Override
  protected void interpolate(double fraction) {
    progress = fraction;
    moved.run();
  }
}

package io.triggerscope.viewmodel;

import io.triggerscope.feed.Batching;
import io.triggerscope.feed.WhatIf;
import io.triggerscope.feed.WhatIf.Setting;
import io.triggerscope.model.BatchingCost;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import org.jspecify.annotations.Nullable;

/**
 * What the notifications of a time range would have cost if batches were closed otherwise, beside
 * what they cost as they are. Confined to the FX thread; replayed in the background.
 */
public final class WhatIfViewModel {

  /** A place on the curve. Immutable. */
  public record Point(Duration window, double saved) {}

  /**
   * Both ways of batching, and the windows beside the chosen one. Immutable.
   *
   * @param todaySetting in words
   * @param chosenSetting likewise; while a slider is moved, the one that was replayed last
   * @param curve at the chosen size, from the shortest window to the longest
   */
  public record Comparison(
      String todaySetting,
      BatchingCost today,
      Point todayAt,
      String chosenSetting,
      BatchingCost chosen,
      Point chosenAt,
      List<Point> curve) {}

  private static final double SHORTEST = 10;
  private static final double LONGEST = 2_000;
  private static final int LARGEST = 1_000;
  private static final int POINTS = 21;

  private final DoubleProperty windowPosition =
      new SimpleDoubleProperty(
          this, "windowPosition", windowPosition(Batching.DEFAULT.window().toMillis()));
  private final DoubleProperty sizePosition =
      new SimpleDoubleProperty(
          this, "sizePosition", Math.log(Batching.DEFAULT.size()) / Math.log(LARGEST));
  private final BooleanProperty acrossTransactions =
      new SimpleBooleanProperty(this, "acrossTransactions");
  private final ReadOnlyObjectWrapper<@Nullable Comparison> comparison =
      new ReadOnlyObjectWrapper<>(this, "comparison");
  private final Newest<Setting, Comparison> replays;

  /**
   * @param notifications what is replayed; called once, on a background thread
   */
  WhatIfViewModel(Supplier<WhatIf> notifications, Threads threads) {
    this.replays = new Newest<>(threads, new Replays(notifications)::compare, comparison::set);
    windowPosition.addListener((_, _, _) -> replay());
    sizePosition.addListener((_, _, _) -> replay());
    acrossTransactions.addListener((_, _, _) -> replay());
    replay();
  }

  /** From 0, the shortest window, to 1, the longest; in between by its logarithm. */
  public DoubleProperty windowPositionProperty() {
    return windowPosition;
  }

  /** From 0, one notification, to 1, the most; in between by its logarithm. */
  public DoubleProperty sizePositionProperty() {
    return sizePosition;
  }

  /** Whether a batch may go on when its transaction has ended. */
  public BooleanProperty acrossTransactionsProperty() {
    return acrossTransactions;
  }

  /** Null until it is worked out. */
  public ReadOnlyObjectProperty<@Nullable Comparison> comparisonProperty() {
    return comparison.getReadOnlyProperty();
  }

  /** The chosen window, in milliseconds of two figures. */
  public Duration window() {
    return windowAt(windowPosition.get());
  }

  /** The chosen size. */
  public int size() {
    return (int) Math.round(Math.pow(LARGEST, sizePosition.get()));
  }

  private static String words(Setting setting) {
    return Format.window(setting.batching().window())
        + ", at most "
        + Format.count(setting.batching().size())
        + (setting.acrossTransactions() ? ", across" : "");
  }

  /** Where a window stands between the shortest and the longest. */
  public static double positionOf(Duration window) {
    return windowPosition(window.toMillis());
  }

  private static double windowPosition(double millis) {
    return Math.log(millis / SHORTEST) / Math.log(LONGEST / SHORTEST);
  }

  private static Duration windowAt(double position) {
    double millis = SHORTEST * Math.pow(LONGEST / SHORTEST, position);
    double step = Math.pow(10, Math.floor(Math.log10(millis * 1.000_001)) - 1);
    return Duration.ofMillis(Math.round(Math.round(millis / step) * step));
  }

  private Setting setting() {
    return new Setting(new Batching(window(), size()), acrossTransactions.get());
  }

  private void replay() {
    replays.ask(setting());
  }

  /** What has been replayed so far. Confined to one background thread at a time. */
  private static final class Replays {

    private final Supplier<WhatIf> notifications;
    private @Nullable WhatIf loaded;
    private BatchingCost today = BatchingCost.NONE;
    private @Nullable Setting curveOf;
    private List<Point> curve = List.of();

    Replays(Supplier<WhatIf> notifications) {
      this.notifications = notifications;
    }

    Comparison compare(Setting setting) {
      var whatIf = loaded;
      if (whatIf == null) {
        whatIf = notifications.get();
        loaded = whatIf;
        today = whatIf.replay(Setting.TODAY);
      }
      var chosen = whatIf.replay(setting);
      return new Comparison(
          words(Setting.TODAY),
          today,
          new Point(Batching.DEFAULT.window(), today.ops().saved()),
          words(setting),
          chosen,
          new Point(setting.batching().window(), chosen.ops().saved()),
          curve(whatIf, setting));
    }

    /** The same for all windows: it need not be worked out again while only that is changed. */
    private List<Point> curve(WhatIf whatIf, Setting setting) {
      var of = with(setting, Duration.ofSeconds(1));
      if (!of.equals(curveOf)) {
        curveOf = of;
        curve =
            IntStream.range(0, POINTS)
                .mapToObj(i -> windowAt(i / (POINTS - 1.0)))
                .map(window -> new Point(window, whatIf.saved(with(setting, window))))
                .toList();
      }
      return curve;
    }

    private static Setting with(Setting setting, Duration window) {
      return new Setting(
          new Batching(window, setting.batching().size()), setting.acrossTransactions());
    }
  }
}

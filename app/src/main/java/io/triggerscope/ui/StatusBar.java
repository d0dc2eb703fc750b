package io.triggerscope.ui;

import io.triggerscope.model.Cascade;
import io.triggerscope.model.FeedCounters;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.WindowViewModel;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The bar below all screens: the counters of the feed. */
final class StatusBar extends HBox {

  private static final long MEGABYTE = 1 << 20;

  private final WindowViewModel window;

  StatusBar(WindowViewModel window) {
    this.window = window;
    getStyleClass().add("status-bar");
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    getChildren()
        .addAll(
            counter("received", "Payloads read from the socket", () -> count(c().received())),
            counter("malformed", "Of these, not understood", () -> count(c().malformed())),
            counter("batches", "Batches closed", () -> count(c().batches())),
            counter("saved", "Cache operations that batching saves", this::saved),
            counter("in ring", "Notifications held in memory", () -> count(c().inRing())),
            counter("evicted", "Left memory because newer ones came", () -> count(c().evicted())),
            counter("blind", "Blind windows, and their time in total", this::blind),
            space,
            counter("heap", "Memory of this program, used of the most it may use", this::heap));
  }

  private FeedCounters c() {
    return window.counters();
  }

  private String saved() {
    return c().naiveOps() == 0
        ? "–"
        : Format.percent(Cascade.saved(c().naiveOps(), c().batchedOps()));
  }

  private static String count(long number) {
    return Format.count(number);
  }

  private String blind() {
    return c().blindWindows() == 0
        ? "0"
        : c().blindWindows() + " · " + Format.duration(c().blindTime());
  }

  private String heap() {
    var runtime = Runtime.getRuntime();
    return Format.count((runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE)
        + " / "
        + Format.count(runtime.maxMemory() / MEGABYTE)
        + " MB";
  }

  private HBox counter(String name, String help, Supplier<String> value) {
    var label = new Label(name);
    label.getStyleClass().add("muted");
    var figure = new Label();
    figure.setId("count-" + name.replace(' ', '-'));
    figure.setMinWidth(Region.USE_PREF_SIZE);
    window.nowProperty().subscribe(_ -> figure.setText(value.get()));
    var counter = new HBox(label, figure);
    counter.getStyleClass().add("counter");
    Tooltip.install(counter, new Tooltip(help));
    return counter;
  }
}

package io.triggerscope.ui;

import io.triggerscope.model.CleanupPlan;
import io.triggerscope.viewmodel.CleanupViewModel;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Preferences;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The figures of a planned clean-up, a line each. Confined to the FX thread. */
final class CleanupFigures extends VBox {

  private final Supplier<Instant> now;
  private final Preferences preferences;
  private final Label rows = figure("cleanup-would-delete");
  private final Label size = figure("cleanup-size");
  private final Label oldest = figure("cleanup-oldest");
  private final Label newest = figure("cleanup-newest");
  private final Label kept = figure("cleanup-would-keep");
  private final Label unseen = figure("cleanup-groups");
  private final Label words = new Label();

  CleanupFigures(Supplier<Instant> now, Preferences preferences) {
    this.now = now;
    this.preferences = preferences;
    words.setId("cleanup-words");
    words.getStyleClass().addAll("sentence", "muted", "below-figures");
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    words.managedProperty().bind(words.textProperty().isNotEmpty());
    getChildren()
        .addAll(
            line("Would delete", rows),
            line("Size", size),
            line("Oldest of these", oldest),
            line("Newest of these", newest),
            line("Would keep", kept),
            line("Groups", unseen),
            words);
  }

  void show(@Nullable CleanupPlan plan) {
    if (plan == null) {
      return;
    }
    rows.setText(Format.count(plan.rows(), "row"));
    size.setText(size(plan));
    oldest.setText(moment(plan.oldest()));
    newest.setText(moment(plan.newest()));
    kept.setText(Format.count(plan.kept(), "row"));
    unseen.setText(groups(plan));
    unseen.getStyleClass().remove("attention");
    if (plan.unseenRows() > 0) {
      unseen.getStyleClass().add("attention");
    }
    words.setText(words(plan));
  }

  /** The same for a question. */
  List<String> lines(CleanupPlan plan) {
    var lines = new ArrayList<String>();
    lines.add("deletes " + Format.count(plan.rows(), "row") + ", " + size(plan));
    lines.add("from    " + moment(plan.oldest()));
    lines.add("to      " + moment(plan.newest()));
    lines.add("keeps   " + Format.count(plan.kept(), "row"));
    if (plan.unseenRows() > 0) {
      lines.add(
          (plan.keptUnseen() > 0 ? "keeps   " : "deletes ")
              + (plan.unseenGroups() == 0
                  ? Format.count(plan.unseenRows(), "row") + " of groups"
                  : Format.count(plan.unseenGroups(), "group"))
              + " nobody has acknowledged");
    }
    lines.add(
        switch (plan.which()) {
          case CleanupPlan.EveryOldRow _ -> "by cleanup_trigger_error_log()";
          case CleanupPlan.OldRowsOf _ -> "by DELETE of the chosen groups";
        });
    lines.add("in batches of " + Format.count(CleanupViewModel.SLICE));
    return lines;
  }

  private static String size(CleanupPlan plan) {
    return "about "
        + Format.bytes(plan.bytes())
        + " of "
        + Format.bytes(plan.preview().tableBytes());
  }

  private static String groups(CleanupPlan plan) {
    var all = plan.preview().groups().total();
    if (all == 0) {
      return plan.unseenRows() == 0 ? "none" : "not counted";
    }
    return Format.count(all)
        + (plan.unseenRows() == 0
            ? ", all acknowledged"
            : ", " + Format.count(plan.unseenGroups()) + " not acknowledged");
  }

  private static String words(CleanupPlan plan) {
    var preview = plan.preview();
    if (preview.old() == 0) {
      return preview.young() == 0
          ? "trigger_error_log is empty."
          : "Nothing is older than " + Format.count(preview.retention().days(), "day") + ".";
    }
    if (plan.keptUnseen() == 0) {
      return "";
    }
    return preview.obstacle().isEmpty()
        ? Format.count(plan.keptUnseen(), "old row")
            + " stay: acknowledge or mute their groups on Errors first."
        : preview.obstacle();
  }

  private String moment(@Nullable Instant time) {
    return time == null ? "none" : Format.moment(time, now.get(), preferences.zoneProperty().get());
  }

  private static Label figure(String id) {
    var label = new Label("–");
    label.setId(id);
    label.getStyleClass().add("mono");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private static HBox line(String name, Label figure) {
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var label = new Label(name);
    label.getStyleClass().add("mono");
    var line = new HBox(label, space, figure);
    line.getStyleClass().add("figure-line");
    return line;
  }
}

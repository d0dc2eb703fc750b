package io.triggerscope.ui;

import io.triggerscope.model.CacheDomain;
import io.triggerscope.model.Transaction;
import io.triggerscope.ui.FilterItems.Seen;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.TimelineFilter;
import io.triggerscope.viewmodel.TimelineFilter.Field;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/**
 * The users whom a transaction concerns most, with their cache operations and domains, and how many
 * more there are. Confined to the FX thread.
 */
final class CascadeUsers extends GridPane {

  private static final int TOP = 4;
  private static final int MOST_IN_TOOLTIP = 30;
  private static final double LONGEST_BAR = 26;

  private final TimelineFilter filter;
  private final Transaction transaction;

  CascadeUsers(Transaction transaction, TimelineFilter filter) {
    this.filter = filter;
    this.transaction = transaction;
    getStyleClass().add("cascade-users");
    setMinHeight(USE_PREF_SIZE);
    var users =
        transaction.users().entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .toList();
    if (users.isEmpty()) {
      add(muted("No cascade rule applies to these changes."), 0, 0);
      return;
    }
    int greatest = users.getFirst().getValue();
    users.stream().limit(TOP).forEach(user -> add(user.getKey(), user.getValue(), greatest));
    if (users.size() > TOP) {
      add(more(users.subList(TOP, users.size())), 0, getRowCount(), 4, 1);
    }
  }

  private void add(String user, int ops, int greatest) {
    var id = new Label(Format.briefId(user));
    id.getStyleClass().add("mono");
    id.setTooltip(new Tooltip(user));
    id.setMinWidth(USE_PREF_SIZE);
    FilterItems.install(id, filter, _ -> List.of(new Seen(Field.USER, user)));
    var bar = new Region();
    bar.getStyleClass().add("bar");
    double length = Math.max(3, LONGEST_BAR * ops / greatest);
    bar.setMinWidth(length);
    bar.setMaxSize(length, 9);
    var count = new Label(Format.count(ops));
    count.getStyleClass().addAll("mono", "muted");
    count.setMinWidth(USE_PREF_SIZE);
    addRow(getRowCount(), id, bar, count, domains(user));
  }

  private FlowPane domains(String user) {
    var series = new TreeSet<String>();
    for (var batch : transaction.batches()) {
      for (CacheDomain domain : batch.cascade().domains().getOrDefault(user, Set.of())) {
        series.add(domain.series());
      }
    }
    var chips = new FlowPane();
    chips.getStyleClass().add("chips");
    chips.setPrefWrapLength(232);
    series.forEach(name -> chips.getChildren().add(new Chip(name)));
    GridPane.setHgrow(chips, Priority.ALWAYS);
    return chips;
  }

  /** {@code and 12 more users}, the next of which its tooltip names. */
  private static Label more(List<Map.Entry<String, Integer>> users) {
    var more = muted("and " + Format.count(users.size(), "more user"));
    more.setId("more-users");
    var next =
        users.stream()
            .limit(MOST_IN_TOOLTIP)
            .map(user -> user.getKey() + "  " + Format.count(user.getValue(), "cache op"))
            .collect(Collectors.joining("\n"));
    int rest = users.size() - MOST_IN_TOOLTIP;
    var tooltip = new Tooltip(rest > 0 ? next + "\nand " + Format.count(rest) + " more" : next);
    tooltip.getStyleClass().add("mono");
    more.setTooltip(tooltip);
    return more;
  }

  private static Label muted(String text) {
    var label = new Label(text);
    label.getStyleClass().addAll("muted", "small");
    return label;
  }
}

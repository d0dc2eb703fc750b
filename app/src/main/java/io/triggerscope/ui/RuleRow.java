package io.triggerscope.ui;

import io.triggerscope.viewmodel.RuleDraft;
import io.triggerscope.viewmodel.RulesViewModel;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** One cascade rule that can be edited. */
final class RuleRow extends HBox {

  private static final double TABLE = 190;
  private static final double OPERATION = 112;
  private static final double PER_AGENT = 80;
  private static final double REMOVE = 32;

  private final TextField table = new TextField();

  RuleRow(RuleDraft draft, RulesViewModel vm) {
    getStyleClass().add("rule-row");
    table.setPromptText("table");
    table.setAccessibleText("Table");
    table.getStyleClass().addAll("mono", "rule-table-name");
    table.textProperty().bindBidirectional(draft.tableProperty());
    var operation = new Choice<>(draft.operationProperty(), RuleDraft.OPERATIONS, name -> name);
    operation.getStyleClass().add("rule-operation");
    operation.setAccessibleText("Operation");
    var domains = new TextField();
    domains.setPromptText("nothing");
    domains.setAccessibleText("Cache domains, with a comma between them");
    domains.getStyleClass().addAll("mono", "rule-domains");
    domains.textProperty().bindBidirectional(draft.domainsProperty());
    HBox.setHgrow(domains, Priority.ALWAYS);
    var perAgent = new CheckBox();
    perAgent.setAccessibleText("Per agent");
    perAgent.selectedProperty().bindBidirectional(draft.perAgentProperty());
    var remove = new Button("", Icons.of("fth-x"));
    remove.getStyleClass().addAll("flat", "rule-remove");
    remove.setAccessibleText("Remove this rule");
    remove.setTooltip(new Tooltip("Remove this rule"));
    remove.setOnAction(_ -> vm.remove(draft));
    getChildren()
        .addAll(
            sized(table, TABLE),
            sized(operation, OPERATION),
            domains,
            sized(new HBox(perAgent), PER_AGENT),
            sized(remove, REMOVE));
  }

  /** The names of the columns. */
  static HBox header() {
    var domains = new Label("Invalidates");
    domains.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(domains, Priority.ALWAYS);
    var header =
        new HBox(
            sized(new Label("Change in"), TABLE),
            sized(new Label("Operation"), OPERATION),
            domains,
            sized(new Label("Per agent"), PER_AGENT),
            sized(new Region(), REMOVE));
    header.getStyleClass().addAll("rule-row", "rule-header");
    return header;
  }

  private static <R extends Region> R sized(R node, double width) {
    node.setMinWidth(width);
    node.setPrefWidth(width);
    node.setMaxWidth(width);
    return node;
  }

  @Override
  public void requestFocus() {
    table.requestFocus();
  }
}

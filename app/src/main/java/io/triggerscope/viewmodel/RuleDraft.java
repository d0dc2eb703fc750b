package io.triggerscope.viewmodel;

import io.triggerscope.model.CascadeRule;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** A cascade rule while it is written. Confined to the FX thread. */
public final class RuleDraft {

  /** What stands for all operations. */
  public static final String ANY = "any";

  /** What can be chosen. */
  public static final List<String> OPERATIONS =
      Stream.concat(Stream.of(ANY), CascadeRule.OPERATIONS.stream()).toList();

  private final StringProperty table = new SimpleStringProperty(this, "table", "");
  private final StringProperty operation = new SimpleStringProperty(this, "operation", ANY);
  private final StringProperty domains = new SimpleStringProperty(this, "domains", "");
  private final BooleanProperty perAgent = new SimpleBooleanProperty(this, "perAgent");

  RuleDraft() {}

  RuleDraft(CascadeRule rule) {
    table.set(rule.table());
    operation.set(rule.operation() == null ? ANY : rule.operation());
    domains.set(String.join(", ", rule.domains()));
    perAgent.set(rule.perAgent());
  }

  public StringProperty tableProperty() {
    return table;
  }

  /** One of {@link #OPERATIONS}. */
  public StringProperty operationProperty() {
    return operation;
  }

  /** With a comma between them; empty when nothing is invalidated. */
  public StringProperty domainsProperty() {
    return domains;
  }

  /** Whether the domain of the agent concerned is invalidated, too. */
  public BooleanProperty perAgentProperty() {
    return perAgent;
  }

  void subscribe(Runnable changed) {
    table.addListener((_, _, _) -> changed.run());
    operation.addListener((_, _, _) -> changed.run());
    domains.addListener((_, _, _) -> changed.run());
    perAgent.addListener((_, _, _) -> changed.run());
  }

  CascadeRule rule() {
    var names =
        domains.get().isBlank()
            ? List.<String>of()
            : Stream.of(domains.get().split(",", -1)).map(String::strip).distinct().toList();
    return new CascadeRule(
        table.get().strip(),
        operation.get().equals(ANY) ? null : operation.get(),
        names,
        perAgent.get());
  }
}

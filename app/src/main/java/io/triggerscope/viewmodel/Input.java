package io.triggerscope.viewmodel;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * A text that the user types, and what is wrong with it: said once they try to use it, and until it
 * is right. Confined to the FX thread.
 */
public final class Input {

  private final Function<String, String> rule;
  private final StringProperty text = new SimpleStringProperty(this, "text", "");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

  /**
   * @param rule says in words what is wrong with a text; empty when it is right
   */
  Input(String initial, Function<String, String> rule) {
    this.rule = rule;
    text.set(initial);
    text.subscribe(
        (_, _) -> {
          if (!problem.get().isEmpty()) {
            check();
          }
        });
  }

  public StringProperty textProperty() {
    return text;
  }

  /** Empty while nothing is known to be wrong. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Without the blanks around it. */
  String value() {
    return text.get().strip();
  }

  void set(String value) {
    problem.set("");
    text.set(value);
  }

  /** Whether it can be used. */
  boolean check() {
    problem.set(rule.apply(value()));
    return problem.get().isEmpty();
  }
}

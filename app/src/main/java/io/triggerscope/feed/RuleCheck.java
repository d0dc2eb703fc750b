package io.triggerscope.feed;

import io.triggerscope.model.CascadeRule;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Says in a sentence what is wrong with rules that somebody wrote. Pure functions. */
public final class RuleCheck {

  private RuleCheck() {}

  /** The first thing that is wrong; empty when nothing is. */
  public static Optional<String> problem(List<CascadeRule> rules) {
    var keys = new HashSet<String>();
    for (int i = 0; i < rules.size(); i++) {
      var rule = rules.get(i);
      var problem = problem(rule, i + 1);
      if (problem.isPresent()) {
        return problem;
      }
      if (!keys.add(rule.key())) {
        return Optional.of(
            rule.operation() == null
                ? "There are two rules for any operation in " + rule.table() + "."
                : "There are two rules for " + rule.key() + ".");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> problem(CascadeRule rule, int number) {
    if (rule.table().isBlank()) {
      return Optional.of("Rule " + number + " names no table.");
    }
    if (CascadeRules.operationIn(rule.table()) != null) {
      return Optional.of(
          "Rule "
              + number
              + " names the table “"
              + rule.table()
              + "”: choose the operation beside.");
    }
    for (var domain : rule.domains()) {
      if (domain.isEmpty()) {
        return Optional.of("The rule for " + rule.key() + " has a domain without a name.");
      }
      if (domain.codePoints().anyMatch(Character::isWhitespace)) {
        return Optional.of(
            "The domain “"
                + domain
                + "” of "
                + rule.key()
                + " holds a blank. Use a comma between domains.");
      }
    }
    return Optional.empty();
  }
}

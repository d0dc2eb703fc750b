package io.triggerscope.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a text is one plain INSERT, UPDATE, DELETE or MERGE, decided before it reaches the
 * server. Refuses whatever is not surely that: the server is asked in a way that takes a single
 * statement only, but should not be asked at all. Pure functions.
 */
final class PlainDml {

  private static final Set<String> VERBS = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");

  /** What else a statement after WITH may begin with. */
  private static final Set<String> OTHER_VERBS = Set.of("SELECT", "VALUES", "TABLE");

  private PlainDml() {}

  /** Why it is refused, as a sentence; empty when it is one plain statement. */
  static Optional<String> refusal(String sql) {
    var tokens = SqlTokens.of(sql);
    if (tokens.isEmpty()) {
      return Optional.of("A quote or a comment in it does not end.");
    }
    var found = new ArrayList<>(tokens.get());
    while (!found.isEmpty() && found.getLast().equals(";")) {
      found.removeLast();
    }
    if (found.isEmpty()) {
      return Optional.of("There is no statement in it.");
    }
    if (found.contains(";")) {
      return Optional.of("It is more than one statement.");
    }
    return verb(found)
        .filter(VERBS::contains)
        .map(_ -> parts(found))
        .orElse(Optional.of("It is no INSERT, UPDATE, DELETE or MERGE."));
  }

  /** What changes rows inside a part of the statement is no plain statement any more. */
  private static Optional<String> parts(List<String> tokens) {
    for (int i = 1; i < tokens.size(); i++) {
      if (tokens.get(i - 1).equals("(") && VERBS.contains(tokens.get(i))) {
        return Optional.of("It changes rows in a part of it as well: rehearse that on its own.");
      }
    }
    return Optional.empty();
  }

  /** The first word, or after WITH the first outside of parentheses that begins a statement. */
  private static Optional<String> verb(List<String> tokens) {
    if (!tokens.getFirst().equals("WITH")) {
      return Optional.of(tokens.getFirst());
    }
    int depth = 0;
    for (var token : tokens) {
      switch (token) {
        case "(" -> depth++;
        case ")" -> depth--;
        default -> {
          if (depth == 0 && (VERBS.contains(token) || OTHER_VERBS.contains(token))) {
            return Optional.of(token);
          }
        }
      }
    }
    return Optional.empty();
  }
}

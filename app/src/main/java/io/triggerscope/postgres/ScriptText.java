package io.triggerscope.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the text of a script tells before it reaches the server: whether the server could understand
 * it at all, and which of its statements handle transactions. Pure functions.
 */
final class ScriptText {

  private static final Set<String> TRANSACTION_WORDS =
      Set.of("BEGIN", "START", "SAVEPOINT", "RELEASE");

  private static final Set<String> ENDS = Set.of("COMMIT", "END", "ROLLBACK", "ABORT");

  private static final String ROLLBACK_TO = "ROLLBACK TO";

  private ScriptText() {}

  /** Why the server would not understand it, as a sentence; empty when nothing speaks against. */
  static Optional<String> refusal(String sql) {
    return SqlTokens.of(sql)
        .map(
            tokens ->
                tokens.contains("\\")
                    ? Optional.of(
                        "A backslash in it begins a command of psql, which the server does not know.")
                    : Optional.<String>empty())
        .orElse(Optional.of("A quote or a comment in it does not end."));
  }

  /** The first statement that handles transactions, such as {@code SAVEPOINT} or a COMMIT. */
  static Optional<String> transactionStatement(String sql) {
    return transactionStatements(sql).stream().findFirst();
  }

  /** The first statement that ends a transaction, such as {@code COMMIT}. */
  static Optional<String> transactionEnd(String sql) {
    return transactionStatements(sql).stream()
        .filter(name -> !TRANSACTION_WORDS.contains(name) && !name.equals(ROLLBACK_TO))
        .findFirst();
  }

  private static List<String> transactionStatements(String sql) {
    var found = new ArrayList<String>();
    for (var statement : statements(SqlTokens.of(sql).orElse(List.of()))) {
      var first = statement.getFirst();
      if (first.equals("ROLLBACK") && statement.contains("TO")) {
        found.add(ROLLBACK_TO);
      } else if (first.equals("PREPARE") && statement.indexOf("TRANSACTION") == 1) {
        found.add("PREPARE TRANSACTION");
      } else if (TRANSACTION_WORDS.contains(first) || ENDS.contains(first)) {
        found.add(first);
      }
    }
    return found;
  }

  /** Each with at least one token. */
  private static List<List<String>> statements(List<String> tokens) {
    var all = new ArrayList<List<String>>();
    var statement = new ArrayList<String>();
    var body = new Body();
    for (var token : tokens) {
      boolean within = body.isOpenAfter(token, statement);
      if (token.equals(";") && !within) {
        all.add(List.copyOf(statement));
        statement.clear();
      } else {
        statement.add(token);
      }
    }
    all.add(statement);
    all.removeIf(List::isEmpty);
    return all;
  }

  /**
   * Whether a semicolon is inside of a statement: in parentheses, or in the body of a function
   * between BEGIN ATOMIC and its END. Confined to one walk over the tokens.
   */
  private static final class Body {

    private int parentheses;
    private int blocks;

    boolean isOpenAfter(String token, List<String> before) {
      switch (token) {
        case "(" -> parentheses++;
        case ")" -> parentheses = Math.max(0, parentheses - 1);
        case "ATOMIC" -> blocks += follows("BEGIN", before) ? 1 : 0;
        case "CASE" -> blocks += blocks > 0 ? 1 : 0;
        case "END" -> blocks = Math.max(0, blocks - 1);
        default -> {
          // anything else opens and closes nothing
        }
      }
      return parentheses > 0 || blocks > 0;
    }

    private static boolean follows(String word, List<String> before) {
      return before.size() > 1
          && before.getFirst().equals("CREATE")
          && before.getLast().equals(word);
    }
  }
}

package io.triggerscope.cli;

import java.util.Locale;

/** A question to the person at the terminal; where there is none, nobody is asked. */
final class Question {

  private Question() {}

  /** Whether the answer was yes. */
  static boolean isAnsweredYes(String question) {
    var console = System.console();
    if (console == null || !console.isTerminal()) {
      return false;
    }
    var answer = console.readLine("%s [y/N] ", question);
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }
}

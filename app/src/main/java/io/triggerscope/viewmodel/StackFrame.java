package io.triggerscope.viewmodel;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A function that was running when an error was raised, and at which of its lines. Immutable.
 *
 * @param signature {@code notify_cache_invalidation()}
 * @param line from 1
 */
public record StackFrame(String signature, int line) {

  /**
   * The words between are the server's language, as {@code line}, {@code Zeile} or {@code ligne}.
   */
  private static final Pattern FRAME =
      Pattern.compile(
          "(?m)^.*PL/pgSQL.*?((?:[\\w$]+|\"[^\"]+\")(?:\\.(?:[\\w$]+|\"[^\"]+\"))?\\([^)]*\\))"
              + "\\D+(\\d{1,9})");

  /** Those that a PL/pgSQL stack tells, innermost first. */
  public static List<StackFrame> of(String stack) {
    return FRAME
        .matcher(stack)
        .results()
        .map(found -> new StackFrame(found.group(1), Integer.parseInt(found.group(2))))
        .toList();
  }
}

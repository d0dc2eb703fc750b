package io.triggerscope.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What errors of one kind have in common in their messages: the text with all that varies replaced
 * by {@value #PLACEHOLDER}. {@code invalid input syntax for type uuid: "x"} becomes {@code invalid
 * input syntax for type uuid: …}. Pure functions.
 *
 * <p>There is this one definition: the server is given {@link #VARIABLE}, {@link #PLACEHOLDER} and
 * {@link #LENGTH} as parameters. The expression means the same to Java, which takes the first
 * alternative that fits, and to PostgreSQL, which takes the longest text that fits; there with the
 * collation "C", so that words are of ASCII for both. It has no groups, with which PostgreSQL would
 * take twice as long.
 */
public final class Fingerprint {

  public static final String PLACEHOLDER = "…";

  /**
   * What varies: quoted names and literals, uuids, numbers, long hexadecimal numbers. {@code \y}
   * and {@code \Y} are PostgreSQL's for where a word begins or ends, and for where none does.
   */
  public static final String VARIABLE =
      "\"[^\"]*\""
          + "|\\Y'[^']*'"
          + "|\\y[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
          + "|\\y[0-9]+[.][0-9]+"
          + "|\\y[0-9A-Fa-f]{16,}\\y"
          + "|\\y[0-9]+";

  /** What follows this many characters of a message is left out. */
  public static final int LENGTH = 2_000;

  private static final Pattern PATTERN =
      Pattern.compile(VARIABLE.replace("\\y", "\\b").replace("\\Y", "\\B"));

  private Fingerprint() {}

  /** The fingerprint of a message; null of none. */
  public static @Nullable String of(@Nullable String message) {
    if (message == null) {
      return null;
    }
    int length = message.codePointCount(0, message.length());
    var counted =
        length <= LENGTH ? message : message.substring(0, message.offsetByCodePoints(0, LENGTH));
    return PATTERN.matcher(counted).replaceAll(PLACEHOLDER);
  }

  /** With what each message of this fingerprint begins: quickly compared, where most are others. */
  public static String beginning(String fingerprint) {
    int varies = fingerprint.indexOf(PLACEHOLDER);
    return varies < 0 ? fingerprint : fingerprint.substring(0, varies);
  }
}

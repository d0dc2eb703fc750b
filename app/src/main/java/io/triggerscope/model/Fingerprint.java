package io.triggerscope.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What errors of one kind have in common in their messages: the text with all that varies replaced
 * by {@value #PLACEHOLDER}. {@code invalid input syntax for type uuid: "x"} becomes {@code invalid
 * input syntax for type uuid: "…"}. Pure functions.
 *
 * <p>There is this one definition: the server is given {@link #VARIABLE}, {@link #REPLACEMENT} and
 * {@link #LENGTH} as parameters. The expression means the same to Java, which takes the first
 * alternative that fits, and to PostgreSQL, which takes the longest text that fits.
 */
public final class Fingerprint {

  public static final String PLACEHOLDER = "…";

  /** No word begins before, no word goes on behind; ASCII, so that no locale matters. */
  private static final String BEGIN = "(?<![0-9A-Za-z_])";

  private static final String END = "(?![0-9A-Za-z_])";

  /**
   * What varies: quoted names and literals, uuids, long hexadecimal numbers, numbers. Groups 1 and
   * 2 are the quotes, which stay.
   */
  public static final String VARIABLE =
      "(\")[^\"]*\""
          + "|"
          + BEGIN
          + "(')[^']*'"
          + "|"
          + BEGIN
          + "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
          + "|"
          + BEGIN
          + "(?=[0-9A-Fa-f]{16})[0-9A-Fa-f]*[A-Fa-f][0-9A-Fa-f]*"
          + END
          + "|"
          + BEGIN
          + "[0-9]+(?:[.][0-9]+)?";

  /** As {@code regexp_replace()} has it. */
  public static final String REPLACEMENT = "\\1\\2" + PLACEHOLDER + "\\2\\1";

  /** What follows this many characters of a message is left out. */
  public static final int LENGTH = 2_000;

  private static final Pattern PATTERN = Pattern.compile(VARIABLE);
  private static final String JAVA_REPLACEMENT = REPLACEMENT.replace('\\', '$');
  private static final Pattern FIXED = Pattern.compile("[^\"'" + PLACEHOLDER + "]*");

  private Fingerprint() {}

  /** The fingerprint of a message; null of none. */
  public static @Nullable String of(@Nullable String message) {
    if (message == null) {
      return null;
    }
    int length = message.codePointCount(0, message.length());
    var counted =
        length <= LENGTH ? message : message.substring(0, message.offsetByCodePoints(0, LENGTH));
    return PATTERN.matcher(counted).replaceAll(JAVA_REPLACEMENT);
  }

  /** With what each message of this fingerprint begins: quickly compared, where most are others. */
  public static String beginning(String fingerprint) {
    var matcher = FIXED.matcher(fingerprint);
    return matcher.lookingAt() ? matcher.group() : "";
  }
}

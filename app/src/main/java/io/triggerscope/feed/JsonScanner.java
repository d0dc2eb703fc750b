package io.triggerscope.feed;

import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON text from its first character to its last, value by value, and refuses what is not
 * strict JSON (RFC 8259). It keeps the limits of Jackson 3: {@value #DEEPEST} arrays and objects
 * inside each other, {@value #MOST_DIGITS} digits in a number. Confined to the thread of its owner.
 */
final class JsonScanner {

  private static final int DEEPEST = 500;
  private static final int MOST_DIGITS = 1000;

  private String json = "";

  /** The text and a NUL, which no JSON has outside its strings: no loop need ask for the end. */
  private char[] chars = new char[8192];

  private int length;
  private int at;

  private int start;
  private int end;
  private @Nullable String unescaped;
  private boolean whole;
  private final boolean[] objects = new boolean[DEEPEST];

  /** Goes to the start of this text. */
  void open(String text) {
    json = text;
    length = text.length();
    if (chars.length <= length) {
      chars = new char[length + 1];
    }
    text.getChars(0, length, chars, 0);
    chars[length] = 0;
    at = 0;
  }

  /** The next character that is not white space, not yet taken; NUL at the end of the text. */
  char next() {
    int i = at;
    char c = chars[i];
    while (c <= ' ' && (c == ' ' || c == '\n' || c == '\r' || c == '\t')) {
      c = chars[++i];
    }
    at = i;
    return c;
  }

  boolean atEnd() {
    next();
    return at == length;
  }

  /** Takes this text, if it is next to the letter. */
  boolean take(String text) {
    if (json.startsWith(text, at)) {
      at += text.length();
      return true;
    }
    return false;
  }

  int position() {
    return at;
  }

  /** The text from this position to the present one. */
  String since(int position) {
    return json.substring(position, at);
  }

  /** Takes the brace or bracket that is next; false if the object or array is empty. */
  boolean enter(char close) {
    at++;
    if (next() != close) {
      return true;
    }
    at++;
    return false;
  }

  /** Takes what follows a member or element; false if the object or array ends there. */
  boolean another(char close) throws NotJson {
    char c = next();
    if (c != ',' && c != close) {
      throw expected("',' or '" + close + "'");
    }
    at++;
    return c == ',';
  }

  /** Takes a member's name, the colon, and the white space behind it. */
  Field name() throws NotJson {
    if (next() != '"') {
      throw expected("a name in double quotes");
    }
    string(true);
    if (next() != ':') {
      throw expected("':'");
    }
    at++;
    var field = unescaped == null ? Field.named(chars, start, end) : Field.named(unescaped);
    next();
    return field;
  }

  /** Takes the string that is next; {@link #text} then gives it. */
  void string() throws NotJson {
    string(false);
  }

  private void string(boolean isName) throws NotJson {
    int i = at + 1;
    start = i;
    unescaped = null;
    char c = chars[i];
    while (c != '"') {
      if (c < ' ' || c == '\\') {
        at = i;
        unescape(isName);
        return;
      }
      c = chars[++i];
    }
    end = i;
    at = i + 1;
  }

  private void unescape(boolean isName) throws NotJson {
    var text = new StringBuilder().append(chars, start, at - start);
    for (char c = chars[at]; c != '"'; c = chars[at]) {
      if (c < ' ') {
        throw expected("an escape or the end of the string");
      }
      at++;
      char unit = c == '\\' ? escape() : c;
      text.append(unit);
      if (isName && c == '\\' && Character.isSurrogate(unit)) {
        text.append(otherHalf(unit));
      }
    }
    at++;
    unescaped = text.toString();
  }

  /** In names, though not in values, Jackson wants both halves of a surrogate pair escaped. */
  private char otherHalf(char half) throws NotJson {
    int here = at;
    if (Character.isHighSurrogate(half) && chars[at] == '\\') {
      at++;
      char other = escape();
      if (Character.isLowSurrogate(other)) {
        return other;
      }
    }
    throw new NotJson("half a surrogate pair in a name before character " + (here + 1));
  }

  private char escape() throws NotJson {
    char c =
        switch (chars[at]) {
          case '"', '\\', '/' -> chars[at];
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'u' -> hex();
          default -> throw expected("one of \"\\/bfnrtu");
        };
    at++;
    return c;
  }

  /** The UTF-16 unit of {@code u} and four digits; in values half a pair alone is kept as it is. */
  private char hex() throws NotJson {
    int unit = 0;
    for (int digit = 0; digit < 4; digit++) {
      at++;
      if (!HexFormat.isHexDigit(chars[at])) {
        throw expected("a hexadecimal digit");
      }
      unit = unit << 4 | HexFormat.fromHexDigit(chars[at]);
    }
    return (char) unit;
  }

  /** Takes the number that is next; {@link #text} then gives it. */
  void number() throws NotJson {
    start = at;
    unescaped = null;
    if (chars[at] == '-') {
      at++;
    }
    int first = at;
    int digits = digits();
    if (digits > 1 && chars[first] == '0') {
      throw new NotJson("a number with a leading 0 at character " + (start + 1));
    }
    whole = true;
    if (chars[at] == '.') {
      whole = false;
      at++;
      digits += digits();
    }
    if (chars[at] == 'e' || chars[at] == 'E') {
      whole = false;
      at++;
      if (chars[at] == '+' || chars[at] == '-') {
        at++;
      }
      digits += digits();
    }
    end = at;
    if (digits > MOST_DIGITS) {
      throw new NotJson("a number of more than " + MOST_DIGITS + " digits");
    }
  }

  private int digits() throws NotJson {
    int i = at;
    char c = chars[i];
    while (c >= '0' && c <= '9') {
      c = chars[++i];
    }
    int digits = i - at;
    at = i;
    if (digits == 0) {
      throw expected("a digit");
    }
    return digits;
  }

  /** Whether a number is next, or would be if it were complete. */
  boolean numberIsNext() {
    char c = next();
    return c == '-' || c >= '0' && c <= '9';
  }

  /** Whether the number just taken has neither fraction nor exponent. */
  boolean isWhole() {
    return whole;
  }

  /** Takes {@code true}, {@code false} or {@code null}, whose first letter is next. */
  void literal(String word) throws NotJson {
    if (!json.startsWith(word, at)) {
      throw expected(word);
    }
    at += word.length();
  }

  /** Takes the value that is next, whatever it is; without recursion, so that none is too deep. */
  void skip() throws NotJson {
    int depth = 0;
    do {
      char c = next();
      switch (c) {
        case '{', '[' -> {
          // the object that holds all is the first
          if (depth + 2 > DEEPEST) {
            throw new NotJson("more than " + DEEPEST + " arrays and objects inside each other");
          }
          boolean object = c == '{';
          if (enter(object ? '}' : ']')) {
            objects[depth++] = object;
            if (object) {
              name();
            }
            continue;
          }
        }
        case '"' -> string();
        case 't' -> literal("true");
        case 'f' -> literal("false");
        case 'n' -> literal("null");
        default -> {
          if (!numberIsNext()) {
            throw expected("a value");
          }
          number();
        }
      }
      depth = leave(depth);
    } while (depth > 0);
  }

  /** Takes what follows a value up to the next one; returns how many levels are open then. */
  private int leave(int depth) throws NotJson {
    int open = depth;
    while (open > 0) {
      boolean object = objects[open - 1];
      if (another(object ? '}' : ']')) {
        if (object) {
          name();
        }
        return open;
      }
      open--;
    }
    return 0;
  }

  /** Takes the string that is next, and gives it, from those seen lately where it is among them. */
  String string(RecentTexts recent) throws NotJson {
    var last = recent.last();
    int close = at + 1 + last.length();
    if (close < length && chars[close] == '"' && json.startsWith(last, at + 1)) {
      at = close + 1;
      return last;
    }
    string(false);
    return text(recent);
  }

  /** The string, name or number just taken: a string without its escapes, a number as it stands. */
  String text() {
    return unescaped == null ? json.substring(start, end) : unescaped;
  }

  /** As {@link #text()}, from those seen lately where it is among them. */
  String text(RecentTexts recent) {
    return unescaped == null ? recent.text(json, start, end) : unescaped;
  }

  /** Takes the number that is next as epoch seconds; null if that is not a time. */
  @Nullable Instant epochSeconds(EpochSeconds times) throws NotJson {
    var last = times.text();
    if (json.startsWith(last, at) && endsNumber(chars[at + last.length()])) {
      at += last.length();
      return times.time();
    }
    number();
    return times.time(json, chars, start, end);
  }

  private static boolean endsNumber(char c) {
    return c == ',' || c == '}' || c == ' ';
  }

  private NotJson expected(String what) {
    if (at >= length) {
      return new NotJson("ends where " + what + " should be");
    }
    char c = chars[at];
    var found = c > ' ' && c < 127 ? "'" + c + "'" : "U+%04X".formatted((int) c);
    return new NotJson(found + " at character " + (at + 1) + " where " + what + " should be");
  }
}

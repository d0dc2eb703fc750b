package io.triggerscope.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.triggerscope.model.Utf8Text;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
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

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long EACH = 0x0101_0101_0101_0101L;

  /**
   * The text, and a NUL behind it, which no JSON has outside its strings: no loop asks for the end.
   */
  private byte[] json = {};

  private int from;
  private int to;
  private int at;

  private int start;
  private int end;
  private @Nullable String unescaped;
  private boolean whole;
  private final boolean[] objects = new boolean[DEEPEST];

  /** Goes to the start of this text. */
  void open(Utf8Text text) {
    json = text.array();
    from = text.from();
    to = text.to();
    at = from;
  }

  /** The next character that is not white space, not yet taken; NUL at the end of the text. */
  byte next() {
    int i = at;
    byte c = json[i];
    while (c <= ' ' && (c == ' ' || c == '\n' || c == '\r' || c == '\t')) {
      c = json[++i];
    }
    at = i;
    return c;
  }

  boolean atEnd() {
    next();
    return at == to;
  }

  /** Takes this text, if it is next to the letter. */
  boolean take(byte[] text) {
    if (isNext(text, at)) {
      at += text.length;
      return true;
    }
    return false;
  }

  private boolean isNext(byte[] text, int index) {
    int end = index + text.length;
    return end <= to && Arrays.equals(json, index, end, text, 0, text.length);
  }

  int position() {
    return at;
  }

  /** The text from this position to the present one. */
  byte[] since(int position) {
    return Arrays.copyOfRange(json, position, at);
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
    byte c = next();
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
    var field = unescaped == null ? Field.named(json, start, end) : Field.named(unescaped);
    next();
    return field;
  }

  /** Takes the string that is next; {@link #text} then gives it. */
  void string() throws NotJson {
    string(false);
  }

  private void string(boolean isName) throws NotJson {
    start = at + 1;
    unescaped = null;
    at = special(start);
    if (json[at] == '"') {
      end = at++;
    } else {
      unescape(isName);
    }
  }

  /**
   * The first index from this one on at which there is a double quote, a backslash or a control
   * character: eight bytes are asked at once.
   */
  private int special(int index) {
    int i = index;
    long found;
    do {
      long eight = eightBytes(i);
      long quotes = eight ^ EACH * '"';
      long backslashes = eight ^ EACH * '\\';
      // a byte's highest bit: whether it was less than what is taken away; bytes above may err
      found =
          ((quotes - EACH) & ~quotes
                  | (backslashes - EACH) & ~backslashes
                  | (eight - EACH * ' ') & ~eight)
              & EACH << 7;
      i += Long.BYTES;
    } while (found == 0);
    return i - Long.BYTES + (Long.numberOfTrailingZeros(found) >> 3);
  }

  private long eightBytes(int index) {
    return (long) EIGHT_BYTES.get(json, index);
  }

  private void unescape(boolean isName) throws NotJson {
    var text = new StringBuilder().append(decoded(start, at));
    while (json[at] != '"') {
      if (json[at] != '\\') {
        throw expected("an escape or the end of the string");
      }
      at++;
      char unit = escape();
      text.append(unit);
      if (isName && Character.isSurrogate(unit)) {
        text.append(otherHalf(unit));
      }
      int plain = at;
      at = special(plain);
      text.append(decoded(plain, at));
    }
    at++;
    unescaped = text.toString();
  }

  private String decoded(int begin, int finish) {
    return new String(json, begin, finish - begin, UTF_8);
  }

  /** In names, though not in values, Jackson wants both halves of a surrogate pair escaped. */
  private char otherHalf(char half) throws NotJson {
    int here = at;
    if (Character.isHighSurrogate(half) && json[at] == '\\') {
      at++;
      char other = escape();
      if (Character.isLowSurrogate(other)) {
        return other;
      }
    }
    throw new NotJson("half a surrogate pair in a name before character " + character(here));
  }

  private char escape() throws NotJson {
    char c =
        switch (json[at]) {
          case '"', '\\', '/' -> (char) json[at];
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
      if (!HexFormat.isHexDigit(json[at])) {
        throw expected("a hexadecimal digit");
      }
      unit = unit << 4 | HexFormat.fromHexDigit(json[at]);
    }
    return (char) unit;
  }

  /** Takes the number that is next; {@link #text} then gives it. */
  void number() throws NotJson {
    start = at;
    unescaped = null;
    if (json[at] == '-') {
      at++;
    }
    int first = at;
    int digits = digits();
    if (digits > 1 && json[first] == '0') {
      throw new NotJson("a number with a leading 0 at character " + character(start));
    }
    whole = true;
    if (json[at] == '.') {
      whole = false;
      at++;
      digits += digits();
    }
    if (json[at] == 'e' || json[at] == 'E') {
      whole = false;
      at++;
      if (json[at] == '+' || json[at] == '-') {
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
    byte c = json[i];
    while (c >= '0' && c <= '9') {
      c = json[++i];
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
    byte c = next();
    return c == '-' || c >= '0' && c <= '9';
  }

  /** Whether the number just taken has neither fraction nor exponent. */
  boolean isWhole() {
    return whole;
  }

  /** Takes {@code true}, {@code false} or {@code null}, whose first letter is next. */
  private void literal(String word) throws NotJson {
    if (!take(word.getBytes(UTF_8))) {
      throw expected(word);
    }
  }

  /** Takes the value that is next, whatever it is; without recursion, so that none is too deep. */
  void skip() throws NotJson {
    int depth = 0;
    do {
      byte c = next();
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
    int first = at + 1;
    int close = first + last.length;
    if (close < to && json[close] == '"' && isNext(last, first)) {
      at = close + 1;
      return recent.lastText();
    }
    string(false);
    return text(recent);
  }

  /** The string, name or number just taken: a string without its escapes, a number as it stands. */
  String text() {
    return unescaped == null ? decoded(start, end) : unescaped;
  }

  /** As {@link #text()}, from those seen lately where it is among them. */
  String text(RecentTexts recent) {
    return unescaped == null ? recent.text(json, start, end, eightBytes(start)) : unescaped;
  }

  /** Takes the number that is next as epoch seconds; null if that is not a time. */
  @Nullable Instant epochSeconds(EpochSeconds times) throws NotJson {
    var last = times.text();
    if (isNext(last, at) && endsNumber(json[at + last.length])) {
      at += last.length;
      return times.time();
    }
    number();
    return times.time(json, start, end);
  }

  private static boolean endsNumber(byte c) {
    return c == ',' || c == '}' || c == ' ';
  }

  private NotJson expected(String what) {
    if (at >= to) {
      return new NotJson("ends where " + what + " should be");
    }
    byte c = json[at];
    var found =
        c > ' ' && c < 127
            ? "'" + (char) c + "'"
            : "U+%04X".formatted(decoded(at, to).codePointAt(0));
    return new NotJson(found + " at character " + character(at) + " where " + what + " should be");
  }

  /** The number, from 1, of the character at this index. */
  private int character(int index) {
    return decoded(from, index).length() + 1;
  }
}

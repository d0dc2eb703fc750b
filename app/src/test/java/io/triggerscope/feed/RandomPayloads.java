package io.triggerscope.feed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** JSON objects by chance, many of them notifications, and what breaks them. */
final class RandomPayloads {

  private static final String UUID = "\"0b8f4c1e-7f7a-4c58-9d3e-2f6a1c0d9e8b\"";

  private static final List<String> FIELDS =
      List.of(
          "\"table\"",
          "\"operation\"",
          "\"user_id\"",
          "\"record_id\"",
          "\"agent_id\"",
          "\"timestamp\"",
          "\"batch_id\"");

  private static final List<String> NEARLY_FIELDS =
      List.of(
          "\"\\u0074able\"", "\"tables\"", "\"tabl\"", "\"TABLE\"", "\"user\\u005fid\"", "\"\"");

  private static final List<String> TEXTS =
      List.of("\"calls\"", "\"UPDATE\"", "\"77298\"", UUID, "77298", "-0", "\"\"");

  private static final List<String> STRING_PIECES =
      List.of(
          "a",
          "Z",
          "0",
          " ",
          "é",
          "щ",
          "😀",
          "\ud800",
          "\u007f",
          "\u2028",
          "\ufeff",
          "\\\"",
          "\\\\",
          "\\/",
          "\\b",
          "\\f",
          "\\n",
          "\\r",
          "\\t",
          "\\u0041",
          "\\u00e9",
          "\\u005C",
          "\\ud83d\\ude00");

  private static final List<String> SPACES = List.of("", "", "", " ", "\n  ", "\t", "\r\n");

  private static final List<String> EXPONENTS =
      List.of(
          "",
          "",
          "",
          "",
          "e3",
          "E-3",
          "e+7",
          "e-12",
          "e17",
          "e007",
          "e999999999",
          "E-999999999",
          "e+99999999999",
          "e-99999999999");

  private static final List<String> WHOLE =
      List.of(
          "1763862000",
          "0",
          "-0",
          "-1",
          "31556889864403199",
          "31556889864403200",
          "-31557014167219200",
          "-31557014167219201",
          "9223372036854775808",
          "12345678901234567890");

  /** Pieces of JSON, of other dialects of it, and of neither. */
  private static final List<String> NASTY =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ":",
          ",",
          "\\",
          "\\u",
          "\\ud83d",
          "\\ude00",
          "\\x",
          "-",
          "+",
          ".",
          "e",
          "E",
          "0",
          "1",
          "9",
          "00",
          "01",
          "1.",
          ".5",
          "1e",
          "NaN",
          "Infinity",
          "null",
          "nul",
          "tru",
          "'",
          "//",
          "/**/",
          "#",
          " ",
          "\t",
          "\n",
          "\r",
          "\f",
          "\0",
          "\u0001",
          "\u001e",
          "\u001f",
          "\u007f",
          "\u00a0",
          "\u2028",
          "\ufeff",
          "\ud800",
          "\udc00",
          "é",
          "😀",
          "{}",
          "[]",
          "\"\"");

  private final Random random;

  RandomPayloads(long seed) {
    random = new Random(seed);
  }

  /** A valid JSON object. */
  String object() {
    var members = new ArrayList<String>();
    for (var field : FIELDS) {
      if (random.nextInt(40) > 0) {
        members.add(member(field, field.equals("\"timestamp\"") ? number() : text()));
      }
    }
    while (random.nextInt(3) == 0) {
      members.add(member(name(), value(3)));
    }
    if (random.nextBoolean()) {
      Collections.shuffle(members, random);
    }
    return space() + "{" + space() + String.join("," + space(), members) + "}" + space();
  }

  /** The text with one place cut, changed, filled or repeated. */
  String changed(String text) {
    int at = random.nextInt(text.length() + 1);
    var before = text.substring(0, at);
    var after = text.substring(Math.min(text.length(), at + 1));
    return switch (random.nextInt(6)) {
      case 0 -> before + one(NASTY) + text.substring(at);
      case 1 -> before + one(NASTY) + after;
      case 2 -> before + after;
      case 3 -> before + (char) random.nextInt(128) + after;
      case 4 -> random.nextInt(8) == 0 ? before : before + after;
      default -> before + text.substring(random.nextInt(text.length() + 1));
    };
  }

  /** No JSON but by accident. */
  String rubbish() {
    return several(NASTY, 12);
  }

  private String member(String name, String value) {
    return name + space() + ":" + space() + value;
  }

  private String name() {
    return switch (random.nextInt(4)) {
      case 0 -> one(FIELDS);
      case 1 -> one(NEARLY_FIELDS);
      default -> string();
    };
  }

  private String text() {
    return switch (random.nextInt(12)) {
      case 0 -> "null";
      case 1 -> string();
      case 2 -> String.valueOf(random.nextLong());
      default -> one(TEXTS);
    };
  }

  private String string() {
    return '"' + several(STRING_PIECES, 8) + '"';
  }

  private String number() {
    var fraction = random.nextBoolean() ? "" : "." + random.nextLong(Long.MAX_VALUE);
    var whole = random.nextBoolean() ? one(WHOLE) : String.valueOf(random.nextInt());
    return whole + fraction + one(EXPONENTS);
  }

  private String value(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 6)) {
      case 0 -> "true";
      case 1 -> "false";
      case 2 -> "null";
      case 3 -> string();
      case 4 -> number();
      case 5 -> random.nextBoolean() ? "{}" : "[" + space() + "]";
      case 6 -> "{" + member(name(), value(depth - 1)) + "," + member(name(), value(0)) + "}";
      case 7 -> "[" + value(depth - 1) + space() + "," + value(depth - 1) + "]";
      default -> "[" + value(depth - 1) + "]";
    };
  }

  private String several(List<String> pieces, int most) {
    var text = new StringBuilder();
    for (int count = random.nextInt(most + 1); count > 0; count--) {
      text.append(one(pieces));
    }
    return text.toString();
  }

  private String space() {
    return one(SPACES);
  }

  private String one(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }
}

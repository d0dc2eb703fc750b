package io.triggerscope.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.text.Text;

/** Text of a language cut into pieces to be coloured. Pure functions. */
final class Code {

  /** What is coloured, as a pattern whose groups are the ends of style classes. */
  enum Language {
    SQL(
        "(?<comment>--[^\\n]*|/\\*(?s:.*?)\\*/)"
            + "|(?<text>'(?:[^']|'')*')"
            + "|\"[^\"]*\""
            + "|(?<keyword>\\b(?i:ADD|AFTER|ALTER|AND|AS|BEGIN|BY|CASE|COMMENT|COMMIT|CONSTRAINT"
            + "|CREATE|DECLARE|DEFAULT|DELETE|DO|DROP|EACH|ELSE|ELSIF|END|EXCEPTION|EXECUTE|EXISTS"
            + "|FALSE|FOR|FOREACH|FROM|FUNCTION|GET|GRANT|GROUP|IF|IN|INDEX|INSERT|INTO|IS|KEY"
            + "|LANGUAGE|LIMIT|LOOP|NOT|NULL|OF|ON|OR|ORDER|PERFORM|PRIMARY|RAISE|REFERENCES"
            + "|REPLACE|RETURN|RETURNS|REVOKE|ROW|SELECT|SET|TABLE|THEN|TO|TRIGGER|TRUE|UNIQUE"
            + "|UPDATE|VALUES|WHEN|WHERE|WHILE|WITH)\\b)"),
    JSON(
        "(?<name>\"(?:[^\"\\\\]|\\\\.)*\"(?=\\s*:))"
            + "|(?<text>\"(?:[^\"\\\\]|\\\\.)*\")"
            + "|(?<keyword>\\b(?:true|false|null|-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)\\b)"),
    /** Of lines marked {@code ~}, {@code +} and {@code -}, below one on what was compared. */
    DIFFERENCE(
        "(?m)(?<comment>^[^~+\\- \\n].*$)"
            + "|(?<changed>^~ .*$)"
            + "|(?<added>^\\+ .*$)"
            + "|(?<removed>^- .*$)"),
    PLAIN("(?!)");

    private final Pattern pattern;

    Language(String pattern) {
      this.pattern = Pattern.compile(pattern);
    }
  }

  /** Text of one kind. Immutable. */
  record Piece(String text, String style) {

    Text node() {
      var node = new Text(text);
      node.getStyleClass().addAll("mono", style);
      return node;
    }

    private Stream<Piece> lines() {
      return Stream.of(text.split("(?<=\n)", -1)).map(line -> new Piece(line, style));
    }
  }

  private Code() {}

  /** All of it, in order. */
  static List<Piece> pieces(String text, Language language) {
    var pieces = new ArrayList<Piece>();
    var matcher = language.pattern.matcher(text);
    int end = 0;
    while (matcher.find()) {
      // the space before a match goes with it: a text node that ends in spaces is drawn without
      // them
      int space = matcher.start();
      while (space > end && text.charAt(space - 1) == ' ') {
        space--;
      }
      if (space > end) {
        pieces.add(new Piece(text.substring(end, space), "code"));
      }
      pieces.add(new Piece(text.substring(space, matcher.end()), style(matcher)));
      end = matcher.end();
    }
    if (end < text.length()) {
      pieces.add(new Piece(text.substring(end), "code"));
    }
    return pieces;
  }

  /** The pieces of each line, without the line ends. */
  static List<List<Piece>> lines(String text, Language language) {
    var lines = new ArrayList<List<Piece>>();
    var line = new ArrayList<Piece>();
    for (var part : pieces(text, language).stream().flatMap(Piece::lines).toList()) {
      var withoutEnd = part.text().replace("\n", "");
      if (!withoutEnd.isEmpty()) {
        line.add(new Piece(withoutEnd, part.style()));
      }
      if (part.text().endsWith("\n")) {
        lines.add(List.copyOf(line));
        line.clear();
      }
    }
    lines.add(List.copyOf(line));
    return lines;
  }

  private static String style(Matcher matcher) {
    return matcher.namedGroups().keySet().stream()
        .filter(name -> matcher.start(name) >= 0)
        .findFirst()
        .map(name -> "code-" + name)
        .orElse("code");
  }
}

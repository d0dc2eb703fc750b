package io.triggerscope.ui;

import atlantafx.base.controls.SelectableTextFlow;
import java.util.ArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.control.ScrollPane;
import javafx.scene.text.Text;

/**
 * Text of a language in a bordered box, lightly coloured, whole, scrolling and selectable. Confined
 * to the FX thread.
 */
final class CodeView extends ScrollPane {

  /** What is coloured, as a pattern whose groups are the ends of style classes. */
  enum Language {
    SQL(
        "(?<comment>--[^\\n]*|/\\*(?s:.*?)\\*/)"
            + "|(?<text>'(?:[^']|'')*')"
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
    PLAIN("(?!)");

    private final Pattern pattern;

    Language(String pattern) {
      this.pattern = Pattern.compile(pattern);
    }
  }

  private final SelectableTextFlow flow = new SelectableTextFlow();

  CodeView() {
    getStyleClass().add("code-view");
    flow.getStyleClass().add("code-flow");
    setContent(flow);
  }

  /** Shows another text from its beginning. */
  void show(String text, Language language) {
    flow.setText(coloured(text, language));
    // the shape of SQL says something; the other lines may as well be folded
    setFitToWidth(language != Language.SQL);
    setVvalue(0);
    setAccessibleText(text);
  }

  String text() {
    return flow.getContentAsString();
  }

  private static Text[] coloured(String text, Language language) {
    var parts = new ArrayList<Text>();
    var matcher = language.pattern.matcher(text);
    int end = 0;
    while (matcher.find()) {
      if (matcher.start() > end) {
        parts.add(part(text.substring(end, matcher.start()), "code"));
      }
      parts.add(part(matcher.group(), "code-" + kind(matcher)));
      end = matcher.end();
    }
    if (end < text.length()) {
      parts.add(part(text.substring(end), "code"));
    }
    return parts.toArray(Text[]::new);
  }

  private static String kind(Matcher matcher) {
    return matcher.namedGroups().keySet().stream()
        .filter(name -> matcher.start(name) >= 0)
        .findFirst()
        .orElseThrow();
  }

  private static Text part(String text, String kind) {
    var part = new Text(text);
    part.getStyleClass().addAll("mono", kind);
    return part;
  }
}

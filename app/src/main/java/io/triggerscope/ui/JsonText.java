package io.triggerscope.ui;

import java.util.regex.Pattern;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** A bordered piece of JSON, names and texts coloured; any other text shows as it is. */
final class JsonText extends StackPane {

  private static final Pattern PARTS =
      Pattern.compile(
          "(?<name>\"(?:[^\"\\\\]|\\\\.)*\")(?=\\s*:)|(?<text>\"(?:[^\"\\\\]|\\\\.)*\")");

  private final TextFlow flow = new TextFlow();

  JsonText() {
    getStyleClass().addAll("code-box");
    getChildren().add(flow);
  }

  void show(String json) {
    flow.getChildren().clear();
    var matcher = PARTS.matcher(json);
    int end = 0;
    while (matcher.find()) {
      add(json.substring(end, matcher.start()), "code");
      add(matcher.group(), matcher.group("name") != null ? "code-name" : "code-text");
      end = matcher.end();
    }
    add(json.substring(end), "code");
  }

  private void add(String part, String style) {
    if (!part.isEmpty()) {
      var text = new Text(part);
      text.getStyleClass().addAll("mono", style);
      flow.getChildren().add(text);
    }
  }
}

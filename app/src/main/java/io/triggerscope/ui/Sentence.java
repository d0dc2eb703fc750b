package io.triggerscope.ui;

import io.triggerscope.model.Failure;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Notice;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.Problem;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;

/** One line or more of text that says how something ended, and takes no room when there is none. */
final class Sentence extends Label {

  private static final List<String> TONES = List.of("good", "attention", "failed");

  private Sentence() {
    getStyleClass().add("sentence");
    setWrapText(true);
    setMinHeight(USE_PREF_SIZE);
    visibleProperty().bind(textProperty().isNotEmpty());
    managedProperty().bind(visibleProperty());
  }

  /** Something that stays as it is. */
  static Sentence saying(String text) {
    var sentence = new Sentence();
    sentence.getStyleClass().add("muted");
    sentence.setText(text);
    return sentence;
  }

  /** Something that should be known, and stays as it is. */
  static Sentence attention(String text) {
    var sentence = new Sentence();
    sentence.getStyleClass().add("attention");
    sentence.setText(text);
    return sentence;
  }

  /** What is wrong now; nothing while the text is empty. */
  static Sentence failing(ObservableValue<String> text) {
    var sentence = new Sentence();
    sentence.getStyleClass().add("failed");
    sentence.textProperty().bind(text);
    return sentence;
  }

  /** How an action ended. */
  static Sentence of(ObservableValue<@Nullable Notice> notice, Preferences preferences) {
    var sentence = new Sentence();
    Runnable show =
        () -> {
          var told = notice.getValue();
          sentence.getStyleClass().removeAll(TONES);
          if (told == null) {
            sentence.setText("");
          } else {
            sentence.getStyleClass().add(tone(told.tone()));
            var time = Format.seconds(told.at(), preferences.zoneProperty().get());
            sentence.setText(time + "  " + told.sentence());
          }
        };
    notice.addListener((_, _, _) -> show.run());
    preferences.zoneProperty().addListener((_, _, _) -> show.run());
    show.run();
    return sentence;
  }

  /** Why a reading failed, beside what was read before. */
  static Sentence ofProblem(ObservableValue<@Nullable Problem> problem, Preferences preferences) {
    var sentence = new Sentence();
    Runnable show =
        () -> {
          var told = problem.getValue();
          sentence.getStyleClass().removeAll(TONES);
          if (told != null) {
            // what a migration has yet to create is no failure
            boolean missing = told.failure() instanceof Failure.Missing;
            sentence.getStyleClass().add(missing ? "attention" : "failed");
          }
          sentence.setText(
              told == null
                  ? ""
                  : "Not read at "
                      + Format.seconds(told.at(), preferences.zoneProperty().get())
                      + ". "
                      + told.failure().sentence());
        };
    problem.addListener((_, _, _) -> show.run());
    preferences.zoneProperty().addListener((_, _, _) -> show.run());
    show.run();
    return sentence;
  }

  private static String tone(Notice.Tone tone) {
    return switch (tone) {
      case GOOD -> "good";
      case ATTENTION -> "attention";
      case FAILED -> "failed";
    };
  }
}

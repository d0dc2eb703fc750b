package io.triggerscope.ui;

import io.triggerscope.model.FunctionSource;
import io.triggerscope.ui.Code.Language;
import io.triggerscope.viewmodel.FunctionSourceViewModel;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.StackFrame;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The PL/pgSQL stack of an error, and the source of each of its functions at the line it names.
 * Confined to the FX thread.
 */
final class ErrorStack extends VBox {

  private static final double SOURCE_HEIGHT = 240;

  private final FunctionSourceViewModel vm;
  private final CodeView stack = new CodeView();
  private final FlowPane frames = new FlowPane();
  private final Label sourceTitle = new Label();
  private final ScriptView source = new ScriptView();
  private final VBox opened = new VBox(sourceTitle, source);
  private @Nullable StackFrame asked;

  ErrorStack(FunctionSourceViewModel vm, Preferences preferences) {
    this.vm = vm;
    getStyleClass().add("column");
    var title = new Label("PL/pgSQL stack");
    title.getStyleClass().add("muted");
    stack.setId("error-stack");
    frames.getStyleClass().add("filter-chips");
    sourceTitle.setId("error-source-title");
    sourceTitle.getStyleClass().add("muted");
    source.setId("error-source");
    source.setMinHeight(SOURCE_HEIGHT);
    opened.getStyleClass().add("column");
    opened.managedProperty().bind(opened.visibleProperty());
    managedProperty().bind(visibleProperty());
    getChildren()
        .addAll(
            title,
            stack,
            frames,
            Sentence.ofProblem(vm.source().problemProperty(), preferences),
            opened);
    vm.source().valueProperty().addListener((_, _, read) -> open(read));
    show(null);
  }

  /** Shows a stack; null: there is none. */
  void show(@Nullable String text) {
    setVisible(text != null);
    stack.show(Objects.requireNonNullElse(text, ""), Language.PLAIN);
    opened.setVisible(false);
    frames.getChildren().clear();
    if (text != null && vm.isAvailable()) {
      StackFrame.of(text).stream().distinct().map(this::button).forEach(frames.getChildren()::add);
    }
  }

  private Button button(StackFrame frame) {
    var button = new Button("Source of " + frame.signature() + ", line " + frame.line());
    button.setMnemonicParsing(false);
    button.getStyleClass().addAll("small-button", "frame");
    button.setOnAction(
        _ -> {
          asked = frame;
          var known = vm.source().value();
          if (known != null && known.signature().equals(frame.signature())) {
            open(known);
          }
          vm.read(frame);
        });
    return button;
  }

  private void open(@Nullable FunctionSource read) {
    var frame = asked;
    if (read != null && frame != null && read.signature().equals(frame.signature())) {
      opened.setVisible(true);
      sourceTitle.setText(frame.signature() + ", line " + frame.line());
      source.show(read.source(), frame.line());
    }
  }
}

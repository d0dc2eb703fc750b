package io.triggerscope.ui;

import io.triggerscope.viewmodel.TimelineFilter;
import io.triggerscope.viewmodel.TimelineFilter.Completion;
import java.util.List;
import java.util.regex.Pattern;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.stage.Popup;

/**
 * The field in which a filter is written: its colour says whether it is understood, a list below
 * says how it can go on or what is wrong, and at rest its terms are coloured. Confined to the FX
 * thread.
 */
final class FilterField extends StackPane {

  private static final int MOST_ROWS = 8;
  private static final double ROW = 26;

  /** A minus, a name with its colon, and the values, or a word alone. */
  private static final Pattern TERM =
      Pattern.compile(
          "(?<before>\\s*)(?<minus>-?)(?<name>[A-Za-z]+:)?"
              + "(?<value>(?:\"(?:\\\\.|[^\"\\\\])*\"?|[^\\s\"])*)");

  private final TimelineFilter filter;
  private final TextField field = new TextField();
  private final TextFlow colours = new TextFlow();
  private final Popup popup = new Popup();
  private final Label problem = new Label();
  private final ListView<String> proposals = new ListView<>();
  private Completion completion = new Completion(0, 0, List.of());

  FilterField(TimelineFilter filter) {
    this.filter = filter;
    getStyleClass().add("filter-field");
    setMinWidth(140);
    field.setId("timeline-filter");
    field.getStyleClass().add("mono");
    field.setPromptText("table:calls  op:UPDATE  -user:0f3a…  size:>50  text");
    field.setAccessibleText(
        "Filter. Terms: table, op, user, agent, record, tx, size, text, is; a minus leaves out");
    field.textProperty().bindBidirectional(filter.textProperty());
    colours.setMouseTransparent(true);
    colours.getStyleClass().addAll("filter-colours");
    var clear = new Button(null, Icons.of("fth-x"));
    clear.setId("timeline-filter-clear");
    clear.getStyleClass().add("filter-clear");
    clear.setAccessibleText("Clear the filter");
    clear.setFocusTraversable(false);
    clear.setOnAction(_ -> filter.clear());
    clear.visibleProperty().bind(field.textProperty().isNotEmpty());
    setAlignment(clear, Pos.CENTER_RIGHT);
    getChildren().addAll(field, colours, clear);
    buildPopup();

    field.textProperty().subscribe(this::colour);
    filter
        .problemProperty()
        .subscribe(words -> field.pseudoClassStateChanged(States.INVALID, !words.isEmpty()));
    field
        .focusedProperty()
        .subscribe(
            focused -> {
              colours.setVisible(!focused);
              field.pseudoClassStateChanged(States.AT_REST, !focused);
              if (focused) {
                filter.look();
              } else {
                popup.hide();
              }
            });
    field.caretPositionProperty().subscribe((_, _) -> propose());
    field
        .textProperty()
        .subscribe(
            (_, _) -> {
              propose();
              if (field.isFocused()) {
                filter.look();
              }
            });
    filter.seenProperty().subscribe((_, _) -> propose());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
  }

  TextField field() {
    return field;
  }

  private void buildPopup() {
    problem.getStyleClass().addAll("small", "failed");
    problem.setWrapText(true);
    problem.setMaxWidth(420);
    problem.managedProperty().bind(problem.visibleProperty());
    proposals.setId("filter-proposals");
    proposals.setFixedCellSize(ROW);
    proposals.getStyleClass().add("mono");
    proposals.setFocusTraversable(false);
    proposals.managedProperty().bind(proposals.visibleProperty());
    proposals.addEventHandler(MouseEvent.MOUSE_CLICKED, _ -> accept());
    var content = new VBox(problem, proposals);
    content.getStyleClass().add("filter-popup");
    popup.getContent().add(content);
    popup.setAutoHide(true);
    // keys are the field's
    popup.setHideOnEscape(false);
  }

  private void colour(String text) {
    colours.getChildren().clear();
    var terms = TERM.matcher(text);
    while (terms.find() && !terms.group().isEmpty()) {
      add(terms.group("before"), "filter-value");
      add(terms.group("minus"), "filter-minus");
      var name = terms.group("name");
      add(name == null ? "" : name, "filter-name");
      add(terms.group("value"), name == null ? "filter-text" : "filter-value");
    }
  }

  private void add(String part, String style) {
    if (!part.isEmpty()) {
      var piece = new Text(part);
      piece.getStyleClass().addAll("mono", style);
      colours.getChildren().add(piece);
    }
  }

  // ---- how it can go on ----

  private void propose() {
    if (!field.isFocused()) {
      return;
    }
    int caret = Math.min(field.getCaretPosition(), field.getLength());
    completion = filter.completion(caret);
    var written = field.getText().substring(completion.from(), caret);
    var offered = completion.proposals().stream().filter(p -> !p.equals(written)).toList();
    var words = filter.problemProperty().get();
    boolean complains = !words.isEmpty() && offered.isEmpty();
    problem.setText(words);
    problem.setVisible(complains);
    if (!proposals.getItems().equals(offered)) {
      proposals.getItems().setAll(offered);
    }
    proposals.setVisible(!offered.isEmpty());
    proposals.setPrefHeight(ROW * Math.min(MOST_ROWS, offered.size()) + 4);
    if (complains || !offered.isEmpty()) {
      showPopup();
    } else {
      popup.hide();
    }
  }

  private void showPopup() {
    Bounds place = field.localToScreen(field.getBoundsInLocal());
    if (place != null && !popup.isShowing()) {
      popup.show((Node) field, place.getMinX(), place.getMaxY() + 4);
    }
  }

  private void keyPressed(KeyEvent event) {
    boolean offers = popup.isShowing() && proposals.isVisible();
    switch (event.getCode()) {
      case KeyCode.DOWN -> {
        if (offers) {
          select(1);
        } else {
          propose();
        }
      }
      case KeyCode.UP -> select(-1);
      case KeyCode.ENTER -> {
        if (offers && proposals.getSelectionModel().getSelectedIndex() >= 0) {
          accept();
        } else {
          popup.hide();
        }
      }
      case KeyCode.TAB -> {
        if (!offers || proposals.getSelectionModel().getSelectedIndex() < 0) {
          return;
        }
        accept();
      }
      case KeyCode.ESCAPE -> {
        if (popup.isShowing()) {
          popup.hide();
        } else {
          filter.clear();
          popup.hide(); // nobody asked for proposals
        }
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void select(int step) {
    int last = proposals.getItems().size() - 1;
    int next = proposals.getSelectionModel().getSelectedIndex() + step;
    proposals.getSelectionModel().select(Math.clamp(next, 0, Math.max(0, last)));
    proposals.scrollTo(Math.max(0, next - MOST_ROWS + 1));
  }

  private void accept() {
    var chosen = proposals.getSelectionModel().getSelectedItem();
    if (chosen != null) {
      // the text's change brings another completion
      int from = completion.from();
      var before = field.getText().substring(0, from);
      var rest = field.getText().substring(completion.to());
      // a value is done, after a name comes its value
      var written = chosen.endsWith(":") || rest.startsWith(" ") ? chosen : chosen + " ";
      field.setText(before + written + rest);
      field.positionCaret(from + written.length());
    }
  }
}

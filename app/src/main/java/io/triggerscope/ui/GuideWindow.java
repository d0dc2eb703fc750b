package io.triggerscope.ui;

import atlantafx.base.theme.Styles;
import io.triggerscope.ui.Guide.Page;
import java.util.Locale;
import javafx.scene.Scene;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The window with the user's guide: its pages in a list, the chosen one beside it. Confined to the
 * FX thread.
 */
final class GuideWindow {

  private static final double WIDTH = 960;
  private static final double HEIGHT = 760;

  private final Guide guide = Guide.read();
  private final Stage stage = new Stage();
  private final ListView<Page> pages = new ListView<>();
  private final ScrollPane page = new ScrollPane();

  /**
   * @param owner whose look it has, also after a change
   */
  GuideWindow(Scene owner) {
    pages.setId("guide-pages");
    pages.getStyleClass().add(Styles.DENSE);
    pages.getItems().setAll(guide.pages());
    pages.setCellFactory(_ -> new TitleCell());
    pages.getSelectionModel().selectedItemProperty().subscribe(this::show);
    pages.setMinWidth(180);
    page.setId("guide-page");
    page.setFitToWidth(true);
    var split = new SplitPane(pages, page);
    split.getStyleClass().add("guide");
    split.setDividerPositions(0.2);
    SplitPane.setResizableWithParent(pages, false);
    var scene = new Scene(split, WIDTH, HEIGHT);
    // before the list, which takes the key for itself
    scene.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            stage.hide();
          }
        });
    stage.setTitle("TriggerScope guide");
    stage.setScene(scene);
    if (owner.getWindow() instanceof Stage window) {
      stage.getIcons().setAll(window.getIcons());
    }
    owner.getRoot().getStyleClass().subscribe(() -> Look.dressAs(owner, scene));
    Look.dressAs(owner, scene);
  }

  /** Shows the page of this title, or else the first. */
  void show(String title) {
    guide
        .page(title)
        .ifPresentOrElse(pages.getSelectionModel()::select, pages.getSelectionModel()::selectFirst);
    stage.show();
    stage.toFront();
    pages.requestFocus();
  }

  private void show(@Nullable Page chosen) {
    if (chosen != null) {
      page.setContent(new MarkdownView(chosen.title(), chosen.blocks(), this::follow));
      page.setVvalue(0);
    }
  }

  private void follow(String address) {
    if (address.startsWith("#")) {
      guide.pages().stream()
          .filter(one -> address.equals("#" + anchor(one.title())))
          .findFirst()
          .ifPresent(pages.getSelectionModel()::select);
    } else {
      Guide.file(address)
          .ifPresent(
              file -> {
                pages.getSelectionModel().clearSelection();
                show(file);
              });
    }
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }

  private static final class TitleCell extends ListCell<Page> {

    @Override
    protected void updateItem(@Nullable Page item, boolean empty) {
      super.updateItem(item, empty);
      setText(item == null || empty ? null : item.title());
    }
  }
}

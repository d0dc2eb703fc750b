package io.triggerscope.ui;

import static io.triggerscope.testing.Window.ROBOT;
import static io.triggerscope.testing.Window.fx;
import static io.triggerscope.testing.Window.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.Build;
import io.triggerscope.testing.Pictures;
import io.triggerscope.ui.Guide.Page;
import io.triggerscope.viewmodel.Screen;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/** The guide and the other windows of the help menu. */
class GuideUiTest {

  private Stage stage;
  private GuideWindow guide;

  @BeforeEach
  void open() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
    stage = FxToolkit.registerStage(Stage::new);
    guide =
        fx(
            () -> {
              Look.loadFonts();
              var bar = new HBox();
              stage.setScene(new Scene(bar, 400, 300));
              Look.apply(stage.getScene(), true);
              var opened = new GuideWindow(stage.getScene());
              bar.getChildren().add(new HelpMenu(() -> opened.show("Errors")));
              stage.show();
              return opened;
            });
  }

  @AfterEach
  void close() {
    fx(
        () -> {
          javafx.stage.Window.getWindows().stream().toList().forEach(javafx.stage.Window::hide);
          return true;
        });
  }

  @Test
  void theGuideOpensAtAPageAndLeadsToOthersAndToFiles() {
    ROBOT.clickOn("#help").clickOn("#help-guide");
    until(() -> ROBOT.lookup("#guide-pages").tryQuery().isPresent());
    assertThat(chosen()).isEqualTo("Errors");
    assertThat(fx(() -> ROBOT.lookup(".picture").lookup(ImageView.class::isInstance).queryAll()))
        .hasSize(1);
    for (var page : fx(() -> pages().getItems().stream().map(Page::title).toList())) {
      show(page);
      Pictures.top("guide-" + page.toLowerCase(Locale.ROOT).replace(' ', '-'));
    }

    show("Privileges");
    ROBOT.clickOn(".markdown .hyperlink");
    until(() -> pages().getSelectionModel().isEmpty());
    assertThat(fx(() -> ROBOT.lookup(".code-block").queryAll())).hasSize(1);
    fx(
        () -> {
          Look.apply(stage.getScene(), false);
          return true;
        });
    assertThat(fx(() -> pages().getScene().getRoot().getStyleClass())).contains("light");
    Pictures.top("guide-file");

    ROBOT.clickOn("#guide-pages").type(KeyCode.ESCAPE);
    until(() -> ROBOT.lookup("#guide-pages").tryQuery().isEmpty());
  }

  private void show(String page) {
    fx(
        () -> {
          guide.show(page);
          return true;
        });
  }

  @Test
  void eachScreenHasAPageAndEachPictureIsThere() {
    assertThat(Arrays.stream(Screen.values()).map(Screen::title))
        .allSatisfy(title -> assertThat(Guide.read().page(title)).isPresent());
    assertThat(Arrays.stream(Screen.values()).map(Screen::id))
        .allSatisfy(
            id ->
                assertThat(Guide.resource("app/src/site/" + id + "-dark.png")).as(id).isNotNull());
  }

  @Test
  void aboutTellsTheBuildAndTheLicenceOfEveryPartAndCopiesTheBuild() {
    ROBOT.clickOn("#help").clickOn("#help-about");
    until(() -> ROBOT.lookup("#about-parts").tryQuery().isPresent());
    assertThat(ROBOT.lookup("#about-version").<Label>query().getText())
        .isEqualTo("TriggerScope " + Build.ofThisProgram().version());
    assertThat(ROBOT.lookup("#about-parts .label").<Label>queryAll().stream().map(Label::getText))
        .contains("PostgreSQL", "Inter", "OFL-1.1", "jackson-databind", "Apache-2.0");
    Pictures.top("about");
    ROBOT.clickOn("#about-copy");
    assertThat(fx(() -> Objects.requireNonNull(Clipboard.getSystemClipboard().getString())))
        .startsWith("TriggerScope ")
        .contains(Build.ofThisProgram().runsOn());
    ROBOT.type(KeyCode.ESCAPE);
    until(() -> ROBOT.lookup("#about").tryQuery().isEmpty());
  }

  @SuppressWarnings("unchecked")
  private static ListView<Page> pages() {
    return ROBOT.lookup("#guide-pages").queryAs(ListView.class);
  }

  private static String chosen() {
    return fx(() -> pages().getSelectionModel().getSelectedItem().title());
  }
}

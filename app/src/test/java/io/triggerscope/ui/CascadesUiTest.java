package io.triggerscope.ui;

import static io.triggerscope.testing.Window.ROBOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.Feed;
import io.triggerscope.feed.FeedSnapshot;
import io.triggerscope.feed.NotificationSource.Reading.Received;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.UserCascade.Cause;
import io.triggerscope.testing.ChosenFiles;
import io.triggerscope.testing.Pictures;
import io.triggerscope.testing.ScriptedSource;
import io.triggerscope.ui.chart.StackedBars;
import io.triggerscope.viewmodel.CascadesViewModel;
import io.triggerscope.viewmodel.CascadesViewModel.Found;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Latest;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.Rules;
import io.triggerscope.viewmodel.Threads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class CascadesUiTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final List<String> CHANGES =
      List.of(
          "calls INSERT",
          "calls INSERT",
          "calls INSERT",
          "calls UPDATE",
          "lead_analytics INSERT",
          "agents UPDATE",
          "agent_analytics UPDATE",
          "credit_transactions INSERT",
          "users UPDATE");

  private final ReadOnlyObjectWrapper<FeedSnapshot> snapshot =
      new ReadOnlyObjectWrapper<>(FeedSnapshot.EMPTY);
  private final Threads threads = new Threads(Thread.ofVirtual().factory(), Platform::runLater);
  private final InstantSource clock = () -> NOON.plusSeconds(900);
  private final Rules rules = new Rules(CascadeRules.shipped(), Outcome.Done::new, threads, clock);
  private final CascadesViewModel vm =
      new CascadesViewModel(snapshot.getReadOnlyProperty(), "app", rules, threads, clock);

  @SuppressWarnings("NullAway.Init")
  private CascadesView view;

  @TempDir private Path folder;

  /** The users who were wanted on the timeline. */
  private final List<String> wanted = new ArrayList<>();

  @BeforeEach
  void show() throws Exception {
    FxToolkit.registerPrimaryStage();
    Look.loadFonts();
    FxToolkit.setupStage(
        stage -> {
          view =
              new CascadesView(
                  vm, new Preferences(), new ChosenFiles(folder, "rules.json"), wanted::add);
          dress(stage);
        });
    FxToolkit.showStage();
  }

  private void dress(Stage stage) {
    var scene = new Scene(view, 1000, 900);
    Look.apply(scene, true);
    stage.setScene(scene);
  }

  @AfterEach
  void hide() throws Exception {
    FxToolkit.cleanupStages();
  }

  @Test
  void anEmptyScreenSaysWhatWillAppearAndHow() throws Exception {
    assertThat(ROBOT.lookup("No notifications yet").tryQuery()).isPresent();
    Pictures.take((Stage) view.getScene().getWindow(), "cascades-empty");
  }

  @Test
  void aClickOrAnArrowKeyChoosesAUser() throws Exception {
    receive(traffic());
    var bars = ROBOT.lookup("#cascades-bars").queryAs(StackedBars.class);
    var first = bars.barsProperty().get().getFirst().key();
    var third = bars.barsProperty().get().get(2).key();
    assertThat(vm.chosenUserProperty().get()).isEqualTo(first);

    ROBOT.clickOn(bars).press(KeyCode.HOME).release(KeyCode.HOME);
    ROBOT.press(KeyCode.DOWN).release(KeyCode.DOWN).press(KeyCode.DOWN).release(KeyCode.DOWN);
    awaitCascadeOf(third);

    assertThat(bars.getAccessibleText()).contains(third);
    assertThat(ROBOT.lookup("User " + third.substring(0, 14) + "…").tryQuery()).isPresent();
    TableView<Cause> causes = ROBOT.lookup("#cascades-causes").queryTableView();
    assertThat(causes.getItems()).isNotEmpty();

    ROBOT.press(KeyCode.SHORTCUT, KeyCode.C).release(KeyCode.C, KeyCode.SHORTCUT);
    WaitForAsyncUtils.asyncFx(
            () -> assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo(third))
        .get();
    Pictures.take((Stage) view.getScene().getWindow(), "cascades");
  }

  @Test
  void theFiguresFollowTheRangeAndTheFilter() throws Exception {
    receive(traffic());
    var all = figure("notifications");

    ROBOT.clickOn("#cascades-range").clickOn("Last 1 min");
    await().untilAsserted(() -> assertThat(figure("notifications")).isLessThan(all / 5));

    ROBOT.clickOn("#cascades-filter").write("no such user");
    await()
        .untilAsserted(
            () -> {
              assertThat(vm.shownProperty().get().found()).isEqualTo(Found.NONE_MATCHING);
              assertThat(figure("notifications")).isZero();
              assertThat(ROBOT.lookup(".empty-state .strong").queryAllAs(Label.class))
                  .extracting(Label::getText)
                  .containsExactly("No user id contains “no such user”");
            });
  }

  @Test
  void theChosenUserIsShownOnTheTimeline() {
    receive(traffic());
    ROBOT.clickOn("#cascades-show-on-timeline");
    assertThat(wanted).containsExactly(vm.chosenUserProperty().get());
  }

  @Test
  void theFiguresAndTheWholeChartAreExported() throws Exception {
    receive(traffic());
    ROBOT.clickOn("#cascades-limit").clickOn("All users");
    await().until(() -> vm.shownProperty().get().top().size() == 24);

    export("Figures as CSV…", "cascades-app-20261122-121500.csv");
    export("Chart as PNG…", "cascades-app-20261122-121500.png");
    export("Chart as SVG…", "cascades-app-20261122-121500.svg");

    var csv = Files.readAllLines(folder.resolve("cascades-app-20261122-121500.csv"));
    assertThat(csv).hasSize(25).first().asString().startsWith("user,notifications,naive,batched");
    var png = ImageIO.read(folder.resolve("cascades-app-20261122-121500.png").toFile());
    assertThat(png.getHeight()).isEqualTo(24 + 20 + 4 + 3 * 20 + 36 + 24 * 28 + 24);
    Files.copy(
        folder.resolve("cascades-app-20261122-121500.png"),
        Path.of("target", "pictures", "cascades-export.png"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.copy(
        folder.resolve("cascades-app-20261122-121500.svg"),
        Path.of("target", "pictures", "cascades-export.svg"),
        StandardCopyOption.REPLACE_EXISTING);
    var svg =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(folder.resolve("cascades-app-20261122-121500.svg").toFile());
    var texts = svg.getElementsByTagName("text");
    assertThat(IntStream.range(0, 4).mapToObj(i -> texts.item(i).getTextContent()))
        .containsExactly(
            "Invalidations by user and cache",
            "Database app",
            "2026-11-22 12:00:00.000 UTC – 2026-11-22 12:15:00.000 UTC",
            "24 users, by cache ops");
    assertThat(vm.shownProperty().get().top())
        .allSatisfy(
            user ->
                assertThat(IntStream.range(0, texts.getLength()))
                    .anyMatch(
                        i -> texts.item(i).getTextContent().equals(Format.shortId(user.userId()))));
  }

  @Test
  void editedRulesArePreviewedAndApplyOnceTheyAreSaved() throws Exception {
    receive(traffic());
    long before = figure("naive");
    ROBOT.clickOn("#cascades-rules");
    awaitText("#preview-naive-edited", Format.count(before));
    Pictures.top("cascades-rules");

    ROBOT.clickOn("#rules-add");
    assertThat(text("#rules-problem")).isEqualTo("Rule 7 names no table.");
    Pictures.top("cascades-rules-problem");
    assertThat(ROBOT.lookup("#rules-save").query().isDisabled()).isTrue();
    ROBOT.write("calls");
    ROBOT.clickOn(ROBOT.lookup(".rule-operation").nth(6).<Node>query()).clickOn("INSERT");
    await().until(() -> text("#rules-problem").isEmpty());
    await().until(() -> !text("#preview-naive-edited").equals("–"));
    var edited = text("#preview-naive-edited");
    assertThat(edited).isNotEqualTo(Format.count(before));
    assertThat(text("#preview-naive-saved")).isEqualTo(Format.count(before));
    assertThat(figure("naive")).isEqualTo(before);

    ROBOT.clickOn("#rules-export");
    awaitText("#rules-dialog-notice", "Exported to " + folder.resolve("cascade-rules.json") + ".");
    Files.writeString(folder.resolve("rules.json"), "[]");
    ROBOT.clickOn("#rules-import");
    await()
        .untilAsserted(
            () ->
                assertThat(text("#rules-dialog-notice"))
                    .contains("is not an object with a list of cache domains per table"));
    Pictures.top("cascades-rules-notice");

    ROBOT.clickOn("#rules-save");
    awaitText("#rules-notice", "The cascade rules are saved.");
    Platform.runLater(() -> snapshot.set(snapshot.get().with(rules.current())));
    Platform.runLater(vm::refresh);
    awaitText("#figure-naive", edited);
  }

  @Test
  void otherBatchingIsComparedWithTodays() throws Exception {
    receive(traffic());
    ROBOT.clickOn("#cascades-what-if");
    awaitText("#what-if-today-saved", text("#figure-saved"));
    awaitText("#what-if-chosen-saved", text("#figure-saved"));

    ROBOT.clickOn("#what-if-across");
    ROBOT.clickOn("#what-if-window").press(KeyCode.END).release(KeyCode.END);
    ROBOT.clickOn("#what-if-size").press(KeyCode.END).release(KeyCode.END);
    await()
        .untilAsserted(
            () ->
                assertThat(share("#what-if-chosen-saved"))
                    .isGreaterThan(share("#what-if-today-saved")));
    var curve = ROBOT.lookup("#what-if-curve").query();
    await()
        .untilAsserted(
            () ->
                assertThat(curve.getAccessibleText())
                    .startsWith("Saved over window. Today " + text("#figure-saved") + " at 100 ms")
                    .contains(text("#what-if-chosen-saved") + " at 2 s"));
    Pictures.top("cascades-what-if");
    ROBOT.clickOn("#what-if-close");

    WaitForAsyncUtils.asyncFx(() -> Look.apply(view.getScene(), false)).get();
    ROBOT.clickOn("#cascades-what-if");
    awaitText("#what-if-chosen-saved", text("#figure-saved"));
    Pictures.top("cascades-what-if-light");
    ROBOT.clickOn("#what-if-close").clickOn("#cascades-rules");
    awaitText("#preview-saved-edited", text("#figure-saved"));
    Pictures.top("cascades-rules-light");
    ROBOT.clickOn("#rules-cancel");
  }

  private double share(String query) {
    return Double.parseDouble(text(query).replace(" %", ""));
  }

  private String text(String query) {
    return ROBOT.lookup(query).queryAs(Label.class).getText();
  }

  private void awaitText(String query, String end) {
    await().untilAsserted(() -> assertThat(text(query)).endsWith(end));
  }

  private void export(String item, String file) {
    ROBOT.clickOn("#cascades-export").clickOn(item);
    await()
        .until(
            () -> {
              var notice = vm.export().noticeProperty().get();
              return notice != null && notice.sentence().endsWith(file + ".");
            });
  }

  private long figure(String name) {
    var text = ROBOT.lookup("#figure-" + name).queryAs(Label.class).getText();
    return Long.parseLong(text.replace(",", ""));
  }

  private void awaitCascadeOf(String user) {
    await()
        .until(
            () -> {
              var chosen = vm.shownProperty().get().chosen();
              return chosen != null && chosen.userId().equals(user);
            });
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Lets a feed read it all, and waits until the screen has summed it up. */
  private void receive(List<Received> readings) {
    var source = new ScriptedSource(readings);
    long expected = readings.stream().mapToLong(reading -> reading.payloads().size()).sum();
    try (var feed =
        new Feed(
            source,
            CascadeRules.shipped(),
            new Latest<FeedSnapshot>(Platform::runLater, snapshot::set))) {
      feed.start();
      await().until(() -> snapshot.get().counters().notificationsInBatches() == expected);
    }
    Platform.runLater(vm::refresh);
    await().until(() -> vm.shownProperty().get().found() == Found.USERS);
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Fifteen minutes of a busy service: few users with much, many with little. */
  private static List<Received> traffic() {
    var random = new Random(7);
    var users = new ArrayList<String>();
    for (int i = 0; i < 24; i++) {
      users.add(new UUID(random.nextLong(), random.nextLong()).toString());
    }
    var readings = new ArrayList<Received>();
    long transaction = 77_000;
    for (long millis = 0; millis < 900_000; millis += random.nextInt(20, 400)) {
      var payloads = new ArrayList<String>();
      var user = users.get((int) (Math.pow(random.nextDouble(), 3) * users.size()));
      int size = random.nextInt(8) == 0 ? random.nextInt(10, 150) : random.nextInt(1, 5);
      for (int i = 0; i < size; i++) {
        payloads.add(payload(random, user, transaction, millis));
      }
      transaction++;
      readings.add(ScriptedSource.received(payloads, NOON.plusMillis(millis)));
    }
    return readings;
  }

  private static String payload(Random random, String user, long transaction, long millis) {
    var change = CHANGES.get(random.nextInt(CHANGES.size())).split(" ");
    return """
        {"table":"%s","operation":"%s","user_id":"%s","record_id":"%s","agent_id":%s,\
        "timestamp":%d,"batch_id":"%d"}"""
        .formatted(
            change[0],
            change[1],
            user,
            new UUID(random.nextLong(), random.nextLong()),
            change[0].contains("agent") || random.nextBoolean()
                ? "\"" + new UUID(user.hashCode(), random.nextInt(6)) + "\""
                : "null",
            NOON.plusMillis(millis).getEpochSecond(),
            transaction);
  }
}

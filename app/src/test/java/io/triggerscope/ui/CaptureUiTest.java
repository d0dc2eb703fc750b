package io.triggerscope.ui;

import static io.triggerscope.testing.Window.ROBOT;
import static io.triggerscope.testing.Window.focus;
import static io.triggerscope.testing.Window.fx;
import static io.triggerscope.testing.Window.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.connection.ProfileFile;
import io.triggerscope.connection.SystemKeychain;
import io.triggerscope.model.ErrorGroup;
import io.triggerscope.model.Transaction;
import io.triggerscope.model.TriggerError;
import io.triggerscope.testing.ErrorLog;
import io.triggerscope.testing.Pictures;
import io.triggerscope.testing.TestPostgres;
import io.triggerscope.viewmodel.CaptureSession;
import io.triggerscope.viewmodel.ConnectViewModel;
import io.triggerscope.viewmodel.LiveSession;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.Rules;
import io.triggerscope.viewmodel.Screen;
import io.triggerscope.viewmodel.Screens;
import io.triggerscope.viewmodel.Threads;
import io.triggerscope.viewmodel.TimelineRow;
import io.triggerscope.viewmodel.WindowViewModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/** Recording in the window, and looking at what was recorded without its database. */
class CaptureUiTest {

  private static final String USER = "00000000-0000-4000-8000-000000000001";

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private Path file;

  @SuppressWarnings("NullAway.Init")
  private Stage stage;

  @SuppressWarnings("NullAway.Init")
  private WindowViewModel window;

  /** A user who chooses {@link #file}. */
  private final class Chosen implements FileDialogs {

    @Override
    public Optional<Path> folder(Window owner) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> save(Window owner, String suggestedName) {
      assertThat(suggestedName).endsWith(".tscope").doesNotContain("/");
      return Optional.of(file);
    }

    @Override
    public Optional<Path> open(Window owner) {
      return Optional.of(file);
    }

    @Override
    public Optional<Path> save(Window owner, Kind kind, String suggestedName) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> open(Window owner, Kind kind) {
      return Optional.empty();
    }
  }

  @BeforeEach
  void open() throws TimeoutException {
    file = folder.resolve("trip.tscope");
    FxToolkit.registerPrimaryStage();
    stage = FxToolkit.registerStage(Stage::new);
    window =
        fx(
            () -> {
              Look.loadFonts();
              var clock = InstantSource.system();
              var threads = new Threads(Thread.ofVirtual().factory(), Platform::runLater);
              var profiles = new ProfileFile(folder.resolve("connections.json"), clock);
              var connect =
                  new ConnectViewModel(
                      profiles,
                      new SystemKeychain(),
                      Rules.in(folder, null, threads, clock),
                      threads,
                      clock);
              var model = new WindowViewModel(connect, new Preferences(), threads, clock);
              stage.setScene(new Scene(new MainWindow(model, new Chosen()), 990, 980));
              Look.apply(stage.getScene(), true);
              stage.show();
              return model;
            });
  }

  @AfterEach
  void close() {
    fx(
        () -> {
          stage.hide();
          return true;
        });
    window.close();
  }

  @Test
  void whatWasRecordedIsOnEveryScreenWithoutTheDatabase() {
    var settings = TestPostgres.NEWEST.migrated();
    fx(
        () -> {
          window.connect().connect(settings);
          return true;
        });
    until(() -> text("#listening-state").equals("Listening on"));
    ROBOT.clickOn("#record");
    until(() -> text("#record").equals("Stop recording"));

    TestPostgres.execute(
        settings, "INSERT INTO users (id, email, name) VALUES ('" + USER + "', 'a@b.c', 'Ada')");
    for (int i = 0; i < 5; i++) {
      TestPostgres.execute(
          settings,
          "INSERT INTO agents (id, user_id, name) SELECT gen_random_uuid(), '"
              + USER
              + "', 'a' FROM generate_series(1, 20)");
    }
    ErrorLog.add(settings, 30);
    until(() -> window.counters().notificationsInBatches() == 100);
    until(() -> screens().errors().recent().size() == 30);
    fx(
        () -> {
          ((LiveSession) screens().session()).mark("marked");
          return true;
        });
    until(() -> screens().timeline().markers().size() == 1);
    until(() -> screens().health().health().value() != null);
    until(() -> text("#record-progress").contains(" · "));
    Pictures.take(stage, "recording");
    var live = fx(() -> List.copyOf(screens().timeline().table().transactions()));
    var health = fx(() -> screens().health().health().value());

    ROBOT.clickOn("#record");
    until(() -> text("#record").equals("Record…"));
    until(() -> sentence("Recorded 100 "));

    ROBOT.clickOn("#go-connect").clickOn("#open-capture");
    until(() -> screens().session() instanceof CaptureSession);

    // Timeline: what was seen live, in the range of the recording
    assertThat(text("#connection .strong")).isEqualTo("trip.tscope");
    assertThat(ROBOT.lookup("#listening").query().isVisible()).isFalse();
    assertThat(ROBOT.lookup("#record").tryQuery()).isEmpty();
    assertThat(fx(() -> List.copyOf(screens().timeline().table().transactions())))
        .extracting(Transaction::batches)
        .isEqualTo(live.stream().map(Transaction::batches).toList());
    var visible = fx(() -> screens().timeline().viewport().visibleProperty().get());
    assertThat(live).allSatisfy(t -> assertThat(visible.contains(t.firstReceivedAt())).isTrue());
    assertThat(screens().timeline().markers()).hasSize(1);
    focus("#transactions").type(KeyCode.HOME);
    until(() -> transactions().getSelectionModel().getSelectedItem() != null);
    Pictures.take(stage, "capture-timeline");

    ROBOT.clickOn("#go-cascades");
    until(() -> text("#figure-notifications").equals("100"));
    Pictures.take(stage, "capture-cascades");

    ROBOT.clickOn("#go-errors");
    until(() -> groups().getItems().size() == 2);
    until(() -> errors().getItems().size() == 15);
    ROBOT.clickOn("#errors-listing-rows");
    until(() -> errors().getItems().size() == 30);
    ROBOT.clickOn("#errors-text").write("uuid");
    until(() -> errors().getItems().size() == 15);
    until(() -> text("#errors-counts .strong").equals("15 errors match"));
    Pictures.take(stage, "capture-errors");

    ROBOT.clickOn("#go-health");
    until(() -> Objects.equals(screens().health().health().value(), health));
    until(() -> text("#health-checked").startsWith("recorded "));
    assertThat(ROBOT.lookup("#check-health").queryAs(Button.class).isVisible()).isFalse();
    Pictures.take(stage, "capture-health");

    ROBOT.clickOn("#go-operations");
    Pictures.take(stage, "capture-operations");
    ROBOT.clickOn("#operations-go-to-connect");
    assertThat(fx(() -> window.screenProperty().get())).isEqualTo(Screen.CONNECT);
  }

  @Test
  void whatCouldNotBeReadIsToldOnTheTimeline() throws IOException {
    Files.writeString(
        file,
        """
        {"type":"header","format":"tscope","version":1,"part":1,"started":"2026-11-22T14:03:29Z",\
        "origin":{"application":null,"connection":"prod-eu","host":"db:5432","database":"app",\
        "server_version":"18.6","channel":"cache_invalidation","schema":"public"}}
        {"type":"notification","at":"2026-11-22T14:03:30Z","received":"2026-11-22T14:03:30Z",\
        "payload":"{\\"table\\":\\"calls\\",\\"operation\\":\\"UPDATE\\",\\"user_id\\":\\"u\\",\
        \\"record_id\\":\\"r\\",\\"agent_id\\":null,\\"timestamp\\":1795356210,\\"batch_id\\":\\"7\\"}"}
        {"type":"quiet","at":"2026-11-22T15:10:00Z"}
        {"type":"noti""");
    ROBOT.clickOn("#open-capture");
    until(() -> window.screensProperty().get() != null);
    until(() -> sentence("The last line of trip.tscope is torn: 13 bytes were skipped."));
    assertThat(ROBOT.lookup("#connection .muted").<Labeled>query().getText())
        .isEqualTo(
            "capture of 2026-11-22 14:03–15:10 · prod-eu · app on db:5432 · PostgreSQL 18.6");
    assertThat(transactions().getItems()).hasSize(1);
    Pictures.take(stage, "capture-torn");

    // nothing else was recorded, and that is said
    ROBOT.clickOn("#go-errors");
    until(() -> ROBOT.lookup("#errors-rows .empty-state").tryQuery().isPresent());
    ROBOT.clickOn("#go-health");
    assertThat(text("#health-checked")).isEqualTo("no report was recorded");
    Pictures.take(stage, "capture-without-health");
  }

  private static boolean sentence(String text) {
    return ROBOT.lookup(".sentence").match(node -> says(node, text)).tryQuery().isPresent();
  }

  @Test
  void aFileThatIsNoCaptureIsASentenceOnTheConnectScreen() throws IOException {
    Files.writeString(file, "hello");
    ROBOT.clickOn("#open-capture");
    until(
        () ->
            Objects.equals(window.connect().problemProperty().get(), file + " is not a capture."));
    assertThat(window.screensProperty().get()).isNull();
    Pictures.take(stage, "capture-refused");
  }

  @Test
  void aFileThatIsThereIsNotRecordedOver() throws IOException {
    Files.writeString(file, "mine");
    var settings = TestPostgres.NEWEST.migrated();
    fx(
        () -> {
          window.connect().connect(settings);
          return true;
        });
    until(() -> window.screensProperty().get() != null);
    ROBOT.clickOn("#record");
    until(() -> sentence("exists already"));
    assertThat(text("#record")).isEqualTo("Record…");
    assertThat(file).hasContent("mine");
  }

  private static boolean says(Node node, String text) {
    return node instanceof Labeled label && label.getText().contains(text);
  }

  private Screens screens() {
    return Objects.requireNonNull(window.screensProperty().get());
  }

  private static String text(String query) {
    return ROBOT.lookup(query).<Labeled>query().getText();
  }

  private static TableView<TimelineRow> transactions() {
    return ROBOT.lookup("#transactions").queryTableView();
  }

  private static TableView<ErrorGroup> groups() {
    return ROBOT.lookup("#errors-groups").queryTableView();
  }

  private static TableView<TriggerError> errors() {
    return ROBOT.lookup("#errors-rows").queryTableView();
  }
}

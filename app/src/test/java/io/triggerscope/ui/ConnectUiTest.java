package io.triggerscope.ui;

import static io.triggerscope.testing.Window.ROBOT;
import static io.triggerscope.testing.Window.await;
import static io.triggerscope.testing.Window.fx;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.connection.ProfileFile;
import io.triggerscope.model.Environment;
import io.triggerscope.testing.MemoryKeychain;
import io.triggerscope.testing.Pictures;
import io.triggerscope.testing.TestPostgres;
import io.triggerscope.viewmodel.ConnectViewModel;
import io.triggerscope.viewmodel.LiveSession;
import io.triggerscope.viewmodel.Notice;
import io.triggerscope.viewmodel.Rules;
import io.triggerscope.viewmodel.SavedConnection;
import io.triggerscope.viewmodel.Session;
import io.triggerscope.viewmodel.Threads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

class ConnectUiTest {

  private final List<Session> opened = new CopyOnWriteArrayList<>();

  private final MemoryKeychain keychain = new MemoryKeychain();

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private ConnectViewModel vm;

  @SuppressWarnings("NullAway.Init")
  private Stage stage;

  @BeforeEach
  void show() throws Exception {
    FxToolkit.registerPrimaryStage();
    Look.loadFonts();
    stage = FxToolkit.registerStage(Stage::new);
    open(_ -> {});
  }

  /**
   * @param first done with it before anything that it asked for can arrive
   */
  private void open(Consumer<ConnectViewModel> first) {
    vm =
        fx(
            () -> {
              var threads = new Threads(Thread.ofVirtual().factory(), Platform::runLater);
              var connect =
                  new ConnectViewModel(
                      new ProfileFile(folder.resolve("connections.json"), Clock.systemUTC()),
                      keychain,
                      Rules.in(folder, null, threads, Clock.systemUTC()),
                      threads,
                      Clock.systemUTC());
              connect.setOpened(opened::add);
              first.accept(connect);
              var scene = new Scene(new ConnectView(connect, () -> {}), 980, 980);
              Look.apply(scene, true);
              stage.setScene(scene);
              stage.show();
              return connect;
            });
  }

  @AfterEach
  void close() {
    fx(
        () -> {
          vm.close();
          stage.hide();
          return null;
        });
    opened.forEach(Session::close);
  }

  @Test
  void enterConnectsAndHandsTheSessionOver() {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    fill(TestPostgres.NEWEST.port(), database(settings.jdbcUrl()));
    ROBOT.clickOn("#environment").clickOn("PROD");
    ROBOT.clickOn("#database").push(KeyCode.ENTER);

    await().until(() -> opened.size() == 1);
    assertThat(opened.getFirst().environment()).isEqualTo(Environment.PROD);
    assertThat(opened.getFirst().name()).isEqualTo("localhost / " + database(settings.jdbcUrl()));
    assertThat(((LiveSession) opened.getFirst()).server().database())
        .isEqualTo(database(settings.jdbcUrl()));
    assertThat(text("#password")).isEmpty();
  }

  @Test
  void aUrlToAKeptProductionDatabaseIsProduction() {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    var stranger = TestPostgres.NEWEST.emptyDatabase();
    fill(TestPostgres.NEWEST.port(), database(settings.jdbcUrl()));
    ROBOT.clickOn("#environment").clickOn("PROD");
    ROBOT.clickOn("#save-connection");
    await().until(() -> Files.exists(folder.resolve("connections.json")));

    // as the command line does, before the file has been read
    open(connect -> connect.connect(settings));
    await().until(() -> opened.size() == 1);
    assertThat(opened.getFirst().environment()).isEqualTo(Environment.PROD);
    fx(
        () -> {
          vm.connect(stranger);
          return true;
        });
    await().until(() -> opened.size() == 2);
    assertThat(opened.getLast().environment()).isEqualTo(Environment.NONE);
  }

  @Test
  void aMissingDatabaseIsASentenceBesideTheForm() {
    fill(TestPostgres.NEWEST.port(), "nowhere");
    ROBOT.clickOn("#connect");

    awaitReport("✗ Something is missing in the database. database \"nowhere\" does not exist");
    assertThat(opened).isEmpty();
  }

  @Test
  void aClosedPortIsASentenceBesideTheForm() throws IOException {
    int closed;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    fill(closed, "app");
    ROBOT.clickOn("#connect");

    await()
        .untilAsserted(
            () ->
                assertThat(report())
                    .singleElement()
                    .asString()
                    .startsWith("✗ The server cannot be reached.")
                    .contains("localhost:" + closed + " refused"));
  }

  @Test
  void whatIsWrongWithAFieldIsSaidBelowItUntilItIsRight() {
    fill(TestPostgres.NEWEST.port(), "");
    type("#port", "70000");
    ROBOT.clickOn("#connect");

    assertThat(problems())
        .containsExactly("A number from 1 to 65535.", "Enter the name of the database.");
    type("#database", "app");
    assertThat(problems()).containsExactly("A number from 1 to 65535.");
    Pictures.take(stage, "connect-problem");
  }

  @Test
  void aServerThatNeverAnswersCanBeGivenUp() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      fill(silent.getLocalPort(), "app");
      ROBOT.clickOn("#connect");
      await()
          .until(
              () -> ROBOT.lookup(".busy").match(node -> node.isVisible()).tryQuery().isPresent());
      ROBOT.clickOn("Cancel");

      awaitReport("! Cancelled.");
      assertThat(ROBOT.lookup("#connect").query().isDisabled()).isFalse();
    }
  }

  @Test
  void theTestReportsWhatIsThereAndWhatIsMissing() {
    var settings = TestPostgres.NEWEST.demoSchema();
    fill(TestPostgres.NEWEST.port(), database(settings.jdbcUrl()));
    ROBOT.clickOn("#test-connection");

    await().until(() -> report().size() == 5);
    assertThat(report())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("✓ PostgreSQL 18.").contains("primary"),
            line -> assertThat(line).startsWith("! Not encrypted"),
            line -> assertThat(line).startsWith("✓ LISTEN path direct: probe arrived in "),
            line -> assertThat(line).startsWith("! notify_cache_invalidation() is missing"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "! trigger_error_log is missing in schema public; Operations can install"
                            + " it"));
    Pictures.take(stage, "connect-report");
    assertThat(opened).isEmpty();
  }

  @Test
  void connectionsAreKeptWithoutTheirPasswords() throws IOException {
    fill(5433, "app");
    type("#name", "prod-eu / app");
    type("#password", "secret");
    ROBOT.clickOn("#environment").clickOn("PROD");
    ROBOT.clickOn("#read-only");
    ROBOT.clickOn("#save-connection");
    ROBOT.clickOn("#new-connection");
    fill(5432, "app");
    type("#host", "stage.example");
    ROBOT.clickOn("#environment").clickOn("STAGE").clickOn("#save-connection");
    await().until(() -> Files.exists(folder.resolve("connections.json")));
    await()
        .until(
            () -> Files.readString(folder.resolve("connections.json")).contains("stage.example"));
    assertThat(Files.readString(folder.resolve("connections.json"))).doesNotContain("secret");

    open(_ -> {});
    await().until(() -> connections().size() == 2);
    assertThat(connections())
        .extracting(SavedConnection::name)
        .containsExactly("prod-eu / app", "stage.example / app");
    await().until(() -> text("#port").equals("5433"));
    assertThat(text("#name")).isEqualTo("prod-eu / app");
    assertThat(ROBOT.lookup("#read-only").queryAs(CheckBox.class).isSelected()).isTrue();
    fx(
        () -> {
          vm.testConnection();
          return null;
        });
    await().until(() -> !report().isEmpty());
    Pictures.take(stage, "connect");

    ROBOT.clickOn("#delete-connection");
    assertThat(connections())
        .extracting(SavedConnection::name)
        .containsExactly("stage.example / app");
    assertThat(report()).containsExactly("! Deleted “prod-eu / app”. Save brings it back.");
  }

  @Test
  void aPasswordKeptInTheKeychainOpensTheNextSession() throws IOException {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    fill(TestPostgres.NEWEST.port(), database(settings.jdbcUrl()));
    ROBOT.clickOn("#keep-password").clickOn("#save-connection");
    var name = "localhost / " + database(settings.jdbcUrl());
    awaitReport("✓ Saved “" + name + "”, its password in the system keychain.");
    assertThat(keychain.passwords()).isEqualTo(Map.of("postgres@" + settings.place(), "postgres"));
    assertThat(text("#password")).isEmpty();
    Pictures.take(stage, "connect-kept");

    open(_ -> {});
    await().until(() -> text("#name").equals(name));
    assertThat(Files.readString(folder.resolve("connections.json"))).contains("passwordKept");
    ROBOT.clickOn("#connect");
    await().until(() -> opened.size() == 1);

    ROBOT.clickOn("#keep-password").clickOn("#save-connection");
    await().until(() -> keychain.passwords().isEmpty());
    assertThat(report()).containsExactly("✓ Saved “" + name + "”, without its password.");
  }

  @Test
  void aPasswordThatTwoConnectionsNeedIsForgottenWithTheLast() {
    fill(5432, "app");
    ROBOT.clickOn("#keep-password").clickOn("#save-connection");
    await().until(() -> connections().size() == 1);
    ROBOT.clickOn("#new-connection");
    fill(5432, "app");
    type("#name", "the same");
    ROBOT.clickOn("#keep-password").clickOn("#save-connection");
    await().until(() -> connections().size() == 2);

    ROBOT.clickOn("#delete-connection");
    awaitReport("! Deleted “the same”. Save brings it back, but not its password.");
    ROBOT.clickOn("#save-connection");
    assertThat(problems()).containsExactly("Type the password that is to be kept.");
    assertThat(keychain.passwords()).containsOnlyKeys("postgres@localhost:5432/app");

    ROBOT.clickOn("localhost / app").clickOn("#delete-connection");
    await().until(() -> keychain.passwords().isEmpty());
  }

  @Test
  void aKeychainThatIsLockedLosesNothing() {
    keychain.lock();
    fill(5432, "app");
    ROBOT.clickOn("#keep-password").clickOn("#save-connection");

    awaitReport("! Saved “localhost / app” without its password. It is locked.");
    assertThat(text("#password")).isEqualTo("postgres");
    assertThat(ROBOT.lookup("#keep-password").queryAs(CheckBox.class).isSelected()).isFalse();
  }

  @Test
  void aKeptPasswordThatCannotBeReadIsSaidBeforeTheServerIsAsked() {
    fill(TestPostgres.NEWEST.port(), "postgres");
    ROBOT.clickOn("#keep-password").clickOn("#save-connection");
    await().until(() -> text("#password").isEmpty());
    keychain.lock();
    ROBOT.clickOn("#connect");

    awaitReport("✗ It is locked.");
    assertThat(opened).isEmpty();
  }

  @Test
  void aKeptPasswordGoesToNoOtherServer() {
    fill(TestPostgres.NEWEST.port(), "postgres");
    type("#password", "kept, but wrong");
    ROBOT.clickOn("#keep-password").clickOn("#save-connection");
    await().until(() -> text("#password").isEmpty());
    type("#host", "127.0.0.1");
    ROBOT.clickOn("#save-connection");

    assertThat(problems()).containsExactly("Type the password that is to be kept.");
  }

  private static void fill(int port, String database) {
    type("#host", "localhost");
    type("#port", "" + port);
    type("#database", database);
    type("#user", "postgres");
    type("#password", "postgres");
  }

  private static void type(String field, String text) {
    ROBOT.clickOn(field).push(KeyCode.SHORTCUT, KeyCode.A).push(KeyCode.BACK_SPACE).write(text);
  }

  private static String text(String field) {
    return fx(() -> ROBOT.lookup(field).queryAs(TextInputControl.class).getText());
  }

  private List<String> report() {
    return fx(() -> vm.reportProperty().get().stream().map(ConnectUiTest::marked).toList());
  }

  private static String marked(Notice line) {
    return switch (line.tone()) {
          case GOOD -> "✓ ";
          case ATTENTION -> "! ";
          case FAILED -> "✗ ";
        }
        + line.sentence();
  }

  private void awaitReport(String line) {
    await().untilAsserted(() -> assertThat(report()).containsExactly(line));
  }

  private static List<String> problems() {
    return fx(
        () ->
            ROBOT
                .lookup(".problem")
                .match(node -> node.isVisible())
                .queryAllAs(Label.class)
                .stream()
                .map(Label::getText)
                .toList());
  }

  private static List<SavedConnection> connections() {
    return fx(
        () ->
            List.copyOf(
                ROBOT.lookup("#connections").<ListView<SavedConnection>>query().getItems()));
  }

  private static String database(String jdbcUrl) {
    return jdbcUrl.substring(jdbcUrl.lastIndexOf('/') + 1);
  }
}

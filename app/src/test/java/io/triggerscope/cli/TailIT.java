package io.triggerscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.testing.TestPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code tail} against a real server whose triggers announce what is done by hand. */
class TailIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String USER = "00000000-0000-4000-8000-000000000001";
  private static final String AGENT = "00000000-0000-4000-8000-00000000000a";
  private static final String CALL = "00000000-0000-4000-8000-00000000000c";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter messages = new StringWriter();

  /** A changed row as the caches must hear of it. */
  private record Change(
      String table,
      String operation,
      String user,
      String record,
      @Nullable String agent,
      String batch) {}

  @Test
  void everyRowChangedByHandIsFoundAndTheCountersAddUp() throws Exception {
    var settings = TestPostgres.NEWEST.migrated();
    var tail = start(settings, "--json", "--count=7");
    var expected = new ArrayList<Change>();
    try (var connection = TestPostgres.connect(settings)) {
      connection.setAutoCommit(false);
      var first =
          transaction(
              connection,
              "INSERT INTO users (id, email, name) VALUES ('" + USER + "', 'a@b.c', 'Ada')",
              "INSERT INTO agents (id, user_id, name) VALUES ('"
                  + AGENT
                  + "', '"
                  + USER
                  + "', 'x')",
              "INSERT INTO calls (id, user_id, agent_id, phone_number) VALUES ('"
                  + CALL
                  + "', '"
                  + USER
                  + "', '"
                  + AGENT
                  + "', '1')");
      expected.add(new Change("agents", "INSERT", USER, AGENT, AGENT, first));
      expected.add(new Change("calls", "INSERT", USER, CALL, AGENT, first));
      var second = transaction(connection, "UPDATE calls SET status = 'in_progress'");
      expected.add(new Change("calls", "UPDATE", USER, CALL, AGENT, second));
      var third = transaction(connection, "UPDATE users SET plan = 'pro'");
      expected.add(new Change("users", "UPDATE", USER, USER, null, third));
      transaction(connection, "SELECT pg_notify('cache_invalidation', '[1]')");
      var fourth = transaction(connection, "DELETE FROM agents");
      expected.add(new Change("agents", "DELETE", USER, AGENT, AGENT, fourth));
      expected.add(new Change("calls", "DELETE", USER, CALL, AGENT, fourth));
    }

    assertThat(tail.get(20, TimeUnit.SECONDS)).isZero();
    var lines = out.toString().lines().map(JSON::readTree).toList();
    assertThat(changes(lines)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(lines.getLast())
        .isEqualTo(
            JSON.readTree(
                """
                {"type":"summary","received":7,"parsed":6,"malformed":1,"batches":4,\
                "notifications_in_batches":6,"evicted":0}"""));
    assertThat(lines)
        .anySatisfy(
            line -> {
              assertThat(line.path("type").asString()).isEqualTo("malformed");
              assertThat(line.path("payload").asString()).isEqualTo("[1]");
            });
    assertThat(lines.getFirst().path("users").path(USER).valueStream().map(JsonNode::asString))
        .containsExactlyInAnyOrder("dashboard", "agents", "calls", "agent:" + AGENT);
  }

  @Test
  void aServerThatDoesNotAnswerIsToldAndExitsWith2() {
    assertThat(execute("--url", "postgresql://localhost:1/app", "--json")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(messages.toString()).startsWith("The server cannot be reached.");
  }

  @Test
  void whatIsTailedIsRecordedAsWell() throws Exception {
    var settings = TestPostgres.NEWEST.migrated();
    var file = folder.resolve("a.tscope.gz");
    var tail = start(settings, "--json", "--count=1", "--record=" + file);
    try (var connection = TestPostgres.connect(settings)) {
      connection.setAutoCommit(false);
      transaction(connection, "SELECT pg_notify('cache_invalidation', '[1]')");
    }
    assertThat(tail.get(20, TimeUnit.SECONDS)).isZero();
    assertThat(messages.toString()).contains("Recorded 1 notification to " + file + ".");
    var live = out.toString();
    out.getBuffer().setLength(0);
    assertThat(execute("--json", "--capture=" + file)).isZero();
    assertThat(out).hasToString(live);
  }

  @Test
  void aRecordingThatCannotBeginIsToldAndExitsWith2() throws IOException {
    var settings = TestPostgres.NEWEST.migrated();
    var file = Files.writeString(folder.resolve("a.tscope"), "mine");
    var url = settings.jdbcUrl() + "?user=" + settings.user() + "&password=" + settings.password();
    assertThat(execute("--url", url, "--record", file.toString())).isEqualTo(2);
    assertThat(messages.toString())
        .isEqualToNormalizingNewlines(file + " exists already. Choose another name.\n");
    assertThat(file).hasContent("mine");
  }

  @Test
  void aMissingDatabaseIsToldAndExitsWith2() {
    var url =
        TestPostgres.NEWEST.settings("nowhere").jdbcUrl() + "?user=postgres&password=postgres";
    assertThat(execute("--url", url)).isEqualTo(2);
    assertThat(messages.toString()).contains("\"nowhere\" does not exist");
  }

  @Test
  void aChannelThatTheServerWouldCutIsRefused() {
    assertThat(execute("--url", "postgresql://localhost/app", "--channel", "é".repeat(32)))
        .isEqualTo(2);
    assertThat(messages.toString()).contains("A channel's name has 1 to 63 bytes.");
  }

  private FutureTask<Integer> start(ConnectionSettings settings, String... options) {
    var arguments = new ArrayList<>(List.of(options));
    arguments.add("--url");
    arguments.add(
        settings.jdbcUrl() + "?user=" + settings.user() + "&password=" + settings.password());
    var task = new FutureTask<>(() -> execute(arguments.toArray(String[]::new)));
    Thread.ofVirtual().start(task);
    await().until(() -> messages.toString().contains("Listening."));
    return task;
  }

  private int execute(String... arguments) {
    return new CommandLine(new TailCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(messages, true))
        .execute(arguments);
  }

  /** Runs the statements in one transaction and returns its id. */
  private static String transaction(Connection connection, String... statements)
      throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
      try (var row = statement.executeQuery("SELECT txid_current()")) {
        row.next();
        var id = row.getString(1);
        connection.commit();
        return id;
      }
    }
  }

  private static List<Change> changes(List<JsonNode> lines) {
    return lines.stream()
        .flatMap(line -> line.path("records").valueStream())
        .map(
            record ->
                new Change(
                    record.path("table").asString(),
                    record.path("operation").asString(),
                    record.path("user_id").asString(),
                    record.path("record_id").asString(),
                    record.path("agent_id").isNull() ? null : record.path("agent_id").asString(),
                    record.path("batch_id").asString()))
        .toList();
  }
}

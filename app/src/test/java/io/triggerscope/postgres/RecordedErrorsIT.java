package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.feed.capture.RecordedErrors;
import io.triggerscope.model.ErrorField;
import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ErrorGroup;
import io.triggerscope.model.ErrorGroups.Fold;
import io.triggerscope.model.ErrorPlace;
import io.triggerscope.model.ReadIds;
import io.triggerscope.model.TriggerErrorLog;
import io.triggerscope.testing.ErrorLog;
import io.triggerscope.testing.TestPostgres;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What was recorded of {@code trigger_error_log} answers as the table itself does. */
class RecordedErrorsIT {

  @Test
  void recordedRowsAnswerAsTheServerDoes() {
    var settings = ErrorLog.with(300);
    ErrorLog.addOld(settings, 20);
    TestPostgres.execute(
        settings,
        """
        INSERT INTO trigger_error_log (occurred_at, error_message) VALUES (now(), 'ÄRGER');
        INSERT INTO trigger_error_log (table_name, occurred_at) VALUES ('calls', now())
        """);
    try (var target = done(Target.open(settings, new StatementLog()))) {
      var server = new TriggerErrors(target);
      var rows = done(server.newerThan(ReadIds.upTo(0), 1_000));
      assertThat(rows).hasSize(322);
      var end = Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.MICROS);
      var recorded = new RecordedErrors(rows, end);

      var minuteAgo = end.minusSeconds(60);
      for (var from : new Instant[] {null, minuteAgo}) {
        for (var tables : new String[][] {{}, {"calls"}, {"", "agents"}, {"none"}}) {
          for (var operations : new String[][] {{}, {"INSERT"}, {""}}) {
            for (var text : new String[] {"", "UUID", "ärger", "%", "nothing"}) {
              assertSame(
                  ErrorFilter.between(from, end)
                      .only(ErrorField.TABLE, tables)
                      .only(ErrorField.OPERATION, operations)
                      .withText(text),
                  server,
                  recorded);
            }
          }
        }
      }
      assertThat(recorded.newestId()).isEqualTo(server.newestId());
      assertThat(recorded.newerThan(ReadIds.upTo(310), 5))
          .isEqualTo(server.newerThan(ReadIds.upTo(310), 5));
      var gap = new ReadIds(310, List.of(new ReadIds.Gap(7, 9, end)));
      assertThat(recorded.newerThan(gap, 5)).isEqualTo(server.newerThan(gap, 5));
    }
  }

  private static void assertSame(ErrorFilter filter, TriggerErrorLog server, TriggerErrorLog own) {
    var counts = done(server.facets(filter));
    assertThat(done(own.facets(filter))).as(filter.toString()).isEqualTo(counts);
    // the server's present is its own where no row and no beginning says where to begin
    if (counts.total() > 0 || filter.from() != null) {
      assertThat(own.histogram(filter, 40))
          .as(filter.toString())
          .isEqualTo(server.histogram(filter, 40));
    }
    for (var fold : Fold.values()) {
      assertThat(own.groups(filter, fold, 3))
          .as(filter.toString())
          .isEqualTo(server.groups(filter, fold, 3));
    }
    assertSamePages(filter, server, own);
  }

  private static void assertSamePages(
      ErrorFilter filter, TriggerErrorLog server, TriggerErrorLog own) {
    var pages = new ArrayList<>();
    var ownPages = new ArrayList<>();
    ErrorPlace place = new ErrorPlace.Newest();
    boolean more = true;
    while (more) {
      var page = done(server.page(filter, place, 100));
      pages.add(page);
      ownPages.add(done(own.page(filter, place, 100)));
      more = page.more();
      place = more ? new ErrorPlace.OlderThan(page.rows().getLast()) : place;
    }
    for (var other : List.of(new ErrorPlace.Oldest(), newerThanLast(place))) {
      pages.add(done(server.page(filter, other, 100)));
      ownPages.add(done(own.page(filter, other, 100)));
    }
    assertThat(ownPages).as(filter.toString()).isEqualTo(pages);
  }

  private static ErrorPlace newerThanLast(ErrorPlace place) {
    return place instanceof ErrorPlace.OlderThan(var row) ? new ErrorPlace.NewerThan(row) : place;
  }

  /** What the server's regular expressions make of a text, ours make of it too. */
  @Test
  void aFingerprintIsTheSameHereAndOnTheServer() {
    var texts = new ArrayList<>(MESSAGES);
    var random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      var text = new StringBuilder();
      for (int part = random.nextInt(9); part >= 0; part--) {
        text.append(PARTS.get(random.nextInt(PARTS.size())));
      }
      texts.add(text.toString());
    }
    var settings = ErrorLog.with(0);
    try (var connection = TestPostgres.connect(settings);
        var insert =
            connection.prepareStatement(
                "INSERT INTO trigger_error_log (error_message)"
                    + " SELECT * FROM unnest(CAST(? AS text[]))")) {
      insert.setArray(1, connection.createArrayOf("text", texts.toArray()));
      insert.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    try (var target = done(Target.open(settings, new StatementLog()))) {
      var rows = done(new TriggerErrors(target).newerThan(ReadIds.upTo(0), 10_000));
      var groups = done(new TriggerErrors(target).groups(ErrorFilter.ALL, Fold.FINGERPRINT, 9_999));
      assertThat(groups.largestFirst().stream().map(ErrorGroup::text))
          .containsExactlyInAnyOrderElementsOf(
              rows.stream().map(ErrorField.FINGERPRINT::of).distinct().toList());
    }
  }

  private static final List<String> MESSAGES =
      List.of(
          "invalid input syntax for type uuid: \"x\"",
          "record \"new\" has no field \"agent_id\"",
          "the payload has 8,123 bytes, and NOTIFY takes at most 7999",
          "key (id)=(0f3a91c2-77d1-4a63-9b1e-0123456789ab) isn't there",
          "x".repeat(1_999) + "12345");

  private static final List<String> PARTS =
      List.of(
          "\"",
          "'",
          "0f3a91c2-77d1-4a63-9b1e-0123456789ab",
          "deadbeefdeadbeef",
          "1234567890123456",
          "12ab34cd56ef7890",
          "42",
          "3.5",
          ".",
          "int4",
          "_",
          " ",
          "é",
          "…",
          "\n",
          "it's",
          "-",
          "A");
}

package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.feed.capture.RecordedErrors;
import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.TriggerErrorLog;
import io.triggerscope.testing.ErrorLog;
import io.triggerscope.testing.TestPostgres;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Set;
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
      var rows = done(server.newerThan(0, 1_000));
      assertThat(rows).hasSize(322);
      var end = Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.MICROS);
      var recorded = new RecordedErrors(rows, end);

      var minuteAgo = end.minusSeconds(60);
      for (var from : new Instant[] {null, minuteAgo}) {
        for (var tables : new String[][] {{}, {"calls"}, {"", "agents"}, {"none"}}) {
          for (var operations : new String[][] {{}, {"INSERT"}, {""}}) {
            for (var text : new String[] {"", "UUID", "ärger", "%", "nothing"}) {
              assertSame(
                  new ErrorFilter(from, end, Set.of(tables), Set.of(operations), text),
                  server,
                  recorded);
            }
          }
        }
      }
      assertThat(recorded.newestId()).isEqualTo(server.newestId());
      assertThat(recorded.newerThan(310, 5)).isEqualTo(server.newerThan(310, 5));
    }
  }

  private static void assertSame(ErrorFilter filter, TriggerErrorLog server, TriggerErrorLog own) {
    var counts = done(server.histogram(filter, 40));
    // the server's present is its own where no row and no beginning says where to begin
    if (counts.total() > 0 || filter.from() != null) {
      assertThat(done(own.histogram(filter, 40))).as(filter.toString()).isEqualTo(counts);
    }
    var pages = new ArrayList<>();
    var ownPages = new ArrayList<>();
    var page = done(server.page(filter, null, 100));
    var ownPage = done(own.page(filter, null, 100));
    pages.add(page);
    ownPages.add(ownPage);
    while (page.more()) {
      page = done(server.page(filter, page.rows().getLast(), 100));
      ownPage = done(own.page(filter, ownPage.rows().getLast(), 100));
      pages.add(page);
      ownPages.add(ownPage);
    }
    assertThat(ownPages).as(filter.toString()).isEqualTo(pages);
  }
}

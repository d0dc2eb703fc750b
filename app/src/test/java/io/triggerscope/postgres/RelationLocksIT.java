package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.model.LockHolder;
import io.triggerscope.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(
    value = TestPostgres.class,
    names = {"V13", "V18"})
class RelationLocksIT {

  private static final String BUILDS =
      " FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'CREATE INDEX%'"
          + " AND wait_event = 'virtualxid'";

  private final TestPostgres postgres;

  RelationLocksIT(TestPostgres postgres) {
    this.postgres = postgres;
  }

  @Test
  void whoLooksIsNeverInTheWayOfAnIndexBuiltConcurrently() throws SQLException {
    var settings = postgres.emptyDatabase();
    TestPostgres.execute(settings, "CREATE TABLE made (id bigint)");
    try (var target = done(Target.open(settings, new StatementLog()));
        var looking = TestPostgres.connect(settings);
        var other = TestPostgres.connect(settings)) {
      looking.setAutoCommit(false);
      looking.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      int lookingPid = pidOf(looking);
      var build =
          Thread.ofVirtual()
              .start(
                  () ->
                      TestPostgres.execute(
                          settings, "CREATE INDEX CONCURRENTLY made_id ON made (id)"));
      await().until(() -> TestPostgres.number(settings, "SELECT count(*)" + BUILDS) == 1);
      int pid = (int) TestPostgres.number(settings, "SELECT pid" + BUILDS);

      assertThat(inTheWay(target, looking, pid)).isEmpty();
      assertThat(inTheWay(target, other, pid))
          .extracting(LockHolder::pid)
          .containsExactly(lookingPid);
      looking.rollback();
      await().until(() -> !build.isAlive());
    }
  }

  private static List<LockHolder> inTheWay(Target target, Connection looking, int pid) {
    return Jdbi.create(looking)
        .withHandle(handle -> new RelationLocks(target).blockersOf(handle, List.of(pid)));
  }

  private static int pidOf(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }
}

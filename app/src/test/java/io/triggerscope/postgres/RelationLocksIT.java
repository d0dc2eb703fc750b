package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.LockHolder;
import io.triggerscope.testing.TestPostgres;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
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
  void whoLooksIsNeverInTheWayOfAnIndexBuiltConcurrently() {
    var settings = postgres.emptyDatabase();
    TestPostgres.execute(settings, "CREATE TABLE made (id bigint)");
    try (var target = done(Target.open(settings, new StatementLog()));
        var looking = open(settings);
        var other = open(settings)) {
      looking.setTransactionIsolationLevel(TransactionIsolationLevel.REPEATABLE_READ);
      looking.begin();
      // takes the snapshot as well, which lasts until the rollback
      int lookingPid = number(looking, "SELECT pg_backend_pid()");
      var build =
          Thread.ofVirtual()
              .start(
                  () ->
                      TestPostgres.execute(
                          settings, "CREATE INDEX CONCURRENTLY made_id ON made (id)"));
      await().until(() -> number(other, "SELECT count(*)" + BUILDS) == 1);
      var pids = List.of(number(other, "SELECT pid" + BUILDS));
      var locks = new RelationLocks(target);

      assertThat(locks.blockersOf(looking, pids)).isEmpty();
      assertThat(locks.blockersOf(other, pids))
          .extracting(LockHolder::pid)
          .containsExactly(lookingPid);
      looking.rollback();
      await().until(() -> !build.isAlive());
    }
  }

  private static Handle open(ConnectionSettings settings) {
    return Jdbi.open(settings.jdbcUrl(), settings.user(), settings.password());
  }

  private static int number(Handle handle, String sql) {
    return handle.select(sql).mapTo(Integer.class).one();
  }
}

package io.triggerscope.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.LoggedStatement;
import io.triggerscope.model.LoggedStatement.Origin;
import io.triggerscope.testing.ErrorLog;
import io.triggerscope.testing.TestPostgres;
import io.triggerscope.testing.TestSession;
import io.triggerscope.viewmodel.StatementLogViewModel.Row;
import io.triggerscope.viewmodel.StatementLogViewModel.Shown;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationsViewModelIT {

  @Test
  void aTestNotificationThatDoesNotComeIsNamedAfterThreeSeconds() {
    // the test's notifications go to a channel on which nobody listens here
    var settings = onChannel(TestPostgres.NEWEST.migrated(), "another_channel");
    try (var test = new TestSession(settings)) {
      var vm = test.on(() -> new InvalidationTestViewModel(test.session()));
      test.run(vm::run);
      test.until(() -> vm.deliveries().size() == 6);
      test.run(vm::poll);
      assertThat(test.on(() -> vm.noticeProperty().get())).isNull();

      test.putClockForward(Deliveries.PATIENCE);
      test.run(vm::poll);
      assertThat(test.on(() -> vm.deliveries().stream().toList()))
          .hasSize(6)
          .allMatch(Delivery.Missing.class::isInstance);
      var notice = test.on(() -> vm.noticeProperty().get());
      assertThat(notice.tone()).isEqualTo(Notice.Tone.FAILED);
      assertThat(notice.sentence())
          .endsWith("0 of 6 test notifications arrived on this connection.");
    }
  }

  @Test
  void withoutTheFunctionTheTestSaysWhatIsMissing() {
    try (var test = new TestSession(TestPostgres.NEWEST.demoSchema())) {
      var vm = test.on(() -> new InvalidationTestViewModel(test.session()));
      test.run(vm::run);
      test.until(() -> vm.noticeProperty().get() != null);
      assertThat(test.on(() -> vm.noticeProperty().get().sentence()))
          .startsWith("Something is missing in the database.")
          .contains("test_cache_invalidation()");
      assertThat(test.on(() -> vm.runningProperty().get())).isFalse();
    }
  }

  @Test
  void aCancelledCleanUpKeepsWhatItHasDeletedAndSaysHowMuch() {
    var settings = TestPostgres.NEWEST.migrated();
    ErrorLog.addOld(settings, 10_000);
    try (var test = new TestSession(settings)) {
      var vm = test.on(() -> new CleanupViewModel(test.session(), () -> {}));
      test.run(vm::refresh);
      test.until(() -> vm.preview().value() != null);
      test.run(
          () -> {
            vm.run();
            vm.cancel();
          });
      test.until(() -> vm.noticeProperty().get() != null);
      var notice = test.on(() -> vm.noticeProperty().get());
      long deleted = test.on(() -> vm.deletedProperty().get());
      assertThat(notice.tone()).isEqualTo(Notice.Tone.ATTENTION);
      assertThat(notice.sentence())
          .isEqualTo("Stopped. " + Format.count(deleted) + " of 10,000 rows were deleted.");
      assertThat(deleted).isGreaterThanOrEqualTo(CleanupViewModel.SLICE).isLessThan(10_000);
      assertThat(ErrorLog.rows(settings)).isEqualTo(10_000 - deleted);
    }
  }

  @Test
  void anotherRetentionIsPreviewedAnew() {
    var settings = TestPostgres.NEWEST.migrated();
    ErrorLog.add(settings, 4);
    ErrorLog.addOld(settings, 6);
    try (var test = new TestSession(settings)) {
      var vm = test.on(() -> new CleanupViewModel(test.session(), () -> {}));
      test.run(vm::refresh);
      test.until(() -> toDelete(vm) == 6);
      test.run(() -> vm.daysProperty().set(90));
      test.until(() -> toDelete(vm) == 0);
    }
  }

  @Test
  void theStatementLogHoldsEachStatementOnceNewestFirst() {
    try (var test = new TestSession(TestPostgres.NEWEST.migrated())) {
      var vm = test.on(() -> new OperationsViewModel(test.session(), () -> {}));
      for (int round = 1; round <= 3; round++) {
        test.run(() -> vm.cleanup().refresh());
        test.until(() -> !vm.cleanup().preview().isRunning());
        test.run(vm::poll);
      }
      var folded = test.on(() -> List.copyOf(vm.log().rows()));
      test.run(() -> vm.log().shownProperty().set(Shown.EVERY));
      var rows = test.on(() -> vm.log().rows().stream().map(Row::statement).toList());
      var log = test.session().target().statementLog();
      // the background may have run more since
      assertThat(rows).isEqualTo(log.statements().subList(0, rows.size()).reversed());
      assertThat(folded).hasSizeLessThanOrEqualTo(rows.size());
      assertThat(folded.stream().filter(row -> row.statement().origin() == Origin.ACTION))
          .as("what a button asks for is never folded")
          .hasSize(3)
          .allMatch(row -> row.times() == 1);
      test.run(() -> vm.log().shownProperty().set(Shown.ACTIONS));
      assertThat(test.on(() -> vm.log().rows().size())).isEqualTo(3);
      test.run(() -> vm.log().filterProperty().set("NO SUCH text"));
      assertThat(test.on(() -> vm.log().rows().size())).isZero();
      test.run(() -> vm.log().filterProperty().set("rows_TO_delete"));
      assertThat(test.on(() -> vm.log().rows().size())).isEqualTo(3);
      assertThat(test.on(() -> vm.log().text(ZoneOffset.UTC)))
          .contains("trigger_error_log", "action, 1 row", "parameters");
    }
  }

  @Test
  void theEndOfATransactionIsInTheLogAndPollingMakesNone() {
    try (var test = new TestSession(TestPostgres.NEWEST.migrated())) {
      var vm = test.on(() -> new OperationsViewModel(test.session(), () -> {}));
      test.run(() -> vm.test().run());
      test.until(() -> !vm.test().runningProperty().get());
      test.run(vm::poll);
      var actions =
          test.on(
              () ->
                  vm.log().rows().stream()
                      .map(Row::statement)
                      .filter(statement -> statement.origin() == Origin.ACTION)
                      .map(LoggedStatement::sql)
                      .toList());
      assertThat(actions).hasSize(3);
      assertThat(actions.getFirst()).isEqualTo("COMMIT");
      assertThat(actions.get(1)).contains("test_cache_invalidation()");
      assertThat(
              test.session().target().statementLog().statements().stream()
                  .filter(statement -> statement.origin() == Origin.BACKGROUND)
                  .map(LoggedStatement::sql))
          .isNotEmpty()
          .doesNotContain("COMMIT", "ROLLBACK");

      test.run(
          () -> {
            vm.rehearsal().statementProperty().set("DELETE FROM users");
            vm.rehearsal().run();
          });
      test.until(() -> !vm.rehearsal().result().isRunning());
      test.run(vm::poll);
      assertThat(test.on(() -> vm.log().rows().stream().map(row -> row.statement().sql()).toList()))
          .contains("ROLLBACK");
    }
  }

  private static long toDelete(CleanupViewModel vm) {
    var preview = vm.preview().value();
    return preview == null ? -1 : preview.rowsToDelete();
  }

  private static ConnectionSettings onChannel(ConnectionSettings settings, String channel) {
    return new ConnectionSettings(
        settings.jdbcUrl(),
        settings.user(),
        settings.password(),
        channel,
        settings.schema(),
        settings.readOnly());
  }
}

package io.triggerscope.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.LoggedStatement;
import io.triggerscope.model.LoggedStatement.Origin;
import io.triggerscope.testing.ErrorLog;
import io.triggerscope.testing.TestPostgres;
import io.triggerscope.testing.TestSession;
import io.triggerscope.viewmodel.CleanupViewModel.State;
import io.triggerscope.viewmodel.GroupNotes.Mark;
import io.triggerscope.viewmodel.GroupNotes.Note;
import io.triggerscope.viewmodel.StatementLogViewModel.Row;
import io.triggerscope.viewmodel.StatementLogViewModel.Shown;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
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
      var vm = test.on(() -> new CleanupViewModel(test.session(), notes(settings), () -> {}));
      test.run(vm::refresh);
      test.until(() -> vm.preview().value() != null);
      test.run(
          () -> {
            vm.withUnseenProperty().set(true);
            vm.run(Objects.requireNonNull(vm.planProperty().get()));
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
  void aPausedCleanUpHoldsNothingOpenAndGoesOnWithTheRest() {
    var settings = TestPostgres.NEWEST.migrated();
    ErrorLog.addOld(settings, 10_000);
    try (var test = new TestSession(settings)) {
      var vm = test.on(() -> new CleanupViewModel(test.session(), notes(settings), () -> {}));
      test.run(vm::refresh);
      test.until(() -> vm.planProperty().get() != null);
      test.run(
          () -> {
            vm.withUnseenProperty().set(true);
            vm.run(Objects.requireNonNull(vm.planProperty().get()));
            vm.pause();
          });
      test.until(() -> vm.stateProperty().get() == State.PAUSED);
      long deleted = test.on(() -> vm.deletedProperty().get());
      assertThat(deleted).isGreaterThanOrEqualTo(CleanupViewModel.SLICE).isLessThan(10_000);
      assertThat(ErrorLog.rows(settings)).isEqualTo(10_000 - deleted);
      await()
          .until(
              () ->
                  TestPostgres.number(
                          settings,
                          "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                              + " AND (backend_xmin IS NOT NULL OR query LIKE '%AS chosen%')"
                              + " AND pid <> pg_backend_pid()")
                      == 0);

      // what comes while it is paused is not in what was confirmed
      ErrorLog.addOld(settings, 50);
      test.run(vm::resume);
      test.until(() -> vm.noticeProperty().get() != null);
      assertThat(test.on(() -> vm.noticeProperty().get().sentence()))
          .startsWith("10,000 rows deleted in ");
      assertThat(ErrorLog.rows(settings)).isEqualTo(50);
      assertThat(test.on(() -> vm.withUnseenProperty().get())).as("is off again").isFalse();
    }
  }

  @Test
  void aCleanUpCancelledWhilePausedIsOver() {
    var settings = TestPostgres.NEWEST.migrated();
    ErrorLog.addOld(settings, 10_000);
    try (var test = new TestSession(settings)) {
      var vm = test.on(() -> new CleanupViewModel(test.session(), notes(settings), () -> {}));
      test.run(vm::refresh);
      test.until(() -> vm.planProperty().get() != null);
      test.run(
          () -> {
            vm.withUnseenProperty().set(true);
            vm.run(Objects.requireNonNull(vm.planProperty().get()));
            vm.pause();
          });
      test.until(() -> vm.stateProperty().get() == State.PAUSED);
      test.run(vm::cancel);
      assertThat(test.on(() -> vm.stateProperty().get())).isEqualTo(State.IDLE);
      assertThat(test.on(() -> vm.noticeProperty().get().sentence()))
          .startsWith("Stopped. ")
          .endsWith(" of 10,000 rows were deleted.");
    }
  }

  @Test
  void anAcknowledgedGroupIsInThePlanAtOnceAndNotOnceItHasComeAgain() {
    var settings = TestPostgres.NEWEST.migrated();
    ErrorLog.addOld(settings, 10);
    try (var test = new TestSession(settings)) {
      var notes = notes(settings);
      var vm = test.on(() -> new CleanupViewModel(test.session(), notes, () -> {}));
      test.run(vm::refresh);
      test.until(() -> planned(vm) == 0);
      var group =
          test.on(
              () -> Objects.requireNonNull(vm.preview().value()).groups().largestFirst().get(0));

      var known = new Note(group.kind(), Mark.ACKNOWLEDGED, "", group.last());
      test.run(() -> notes.put(known));
      assertThat(test.on(() -> planned(vm))).isEqualTo(5);
      var early = new Note(group.kind(), Mark.ACKNOWLEDGED, "", group.last().minusMillis(1));
      test.run(() -> notes.put(early));
      assertThat(test.on(() -> planned(vm))).as("one came after it was acknowledged").isZero();
      test.run(() -> notes.put(new Note(group.kind(), Mark.MUTED, "", group.first())));
      assertThat(test.on(() -> planned(vm))).as("muted ones are known for good").isEqualTo(5);
    }
  }

  @Test
  void daysThatMakeNoSenseLeaveTheLastThatDid() {
    try (var test = new TestSession(TestPostgres.NEWEST.migrated())) {
      var vm =
          test.on(
              () ->
                  new CleanupViewModel(test.session(), notes(test.session().settings()), () -> {}));
      assertThat(test.on(() -> vm.understand("-1"))).isEqualTo(30);
      assertThat(test.on(() -> vm.refusalProperty().get()))
          .isEqualTo("The days to keep cannot be negative. It stays at 30 days.");
      assertThat(test.on(() -> vm.understand("30"))).isEqualTo(30);
      assertThat(test.on(() -> vm.refusalProperty().get())).as("still said").isNotEmpty();
      assertThat(test.on(() -> vm.understand(" 1,000 "))).isEqualTo(1_000);
      assertThat(test.on(() -> vm.refusalProperty().get())).isEmpty();
    }
  }

  private static long planned(CleanupViewModel vm) {
    var plan = vm.planProperty().get();
    return plan == null ? -1 : plan.rows();
  }

  private static GroupNotes notes(ConnectionSettings settings) {
    return GroupNotes.of(settings, new Preferences());
  }

  @Test
  void anotherRetentionIsPreviewedAnew() {
    var settings = TestPostgres.NEWEST.migrated();
    ErrorLog.add(settings, 4);
    ErrorLog.addOld(settings, 6);
    try (var test = new TestSession(settings)) {
      var vm = test.on(() -> new CleanupViewModel(test.session(), notes(settings), () -> {}));
      test.run(vm::refresh);
      test.until(() -> toDelete(vm) == 6);
      test.run(() -> vm.daysProperty().set(90));
      test.until(() -> toDelete(vm) == 0);
    }
  }

  @Test
  void theStatementLogHoldsEachStatementOnceNewestFirst() {
    var settings = TestPostgres.NEWEST.migrated();
    try (var test = new TestSession(settings)) {
      var vm = test.on(() -> new OperationsViewModel(test.session(), notes(settings), () -> {}));
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
          .as("what a button asks for is never folded: the log's columns once, three previews")
          .hasSize(4)
          .allMatch(row -> row.times() == 1);
      test.run(() -> vm.log().shownProperty().set(Shown.ACTIONS));
      assertThat(test.on(() -> vm.log().rows().size())).isEqualTo(4);
      test.run(() -> vm.log().filterProperty().set("NO SUCH text"));
      assertThat(test.on(() -> vm.log().rows().size())).isZero();
      test.run(() -> vm.log().filterProperty().set("TABLE_bytes"));
      assertThat(test.on(() -> vm.log().rows().size())).isEqualTo(3);
      assertThat(test.on(() -> vm.log().text(ZoneOffset.UTC)))
          .contains("trigger_error_log", "action, 1 row", "parameters");
    }
  }

  @Test
  void theEndOfATransactionIsInTheLogAndPollingMakesNone() {
    var settings = TestPostgres.NEWEST.migrated();
    try (var test = new TestSession(settings)) {
      var vm = test.on(() -> new OperationsViewModel(test.session(), notes(settings), () -> {}));
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
    return preview == null ? -1 : preview.old();
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

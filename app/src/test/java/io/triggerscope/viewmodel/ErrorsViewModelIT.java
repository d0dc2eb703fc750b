package io.triggerscope.viewmodel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.ErrorField;
import io.triggerscope.model.ErrorKind;
import io.triggerscope.model.ExportFormat;
import io.triggerscope.model.Failure;
import io.triggerscope.model.TriggerError;
import io.triggerscope.testing.ErrorLog;
import io.triggerscope.testing.TestPostgres;
import io.triggerscope.testing.TestSession;
import io.triggerscope.viewmodel.GroupNotes.Mark;
import io.triggerscope.viewmodel.GroupNotes.Note;
import io.triggerscope.viewmodel.Notice.Tone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorsViewModelIT {

  private static final Duration POLL = Duration.ofSeconds(2);

  @Test
  void theNextPageFollowsTheLastRowAndNothingIsReadTwice() {
    withErrors(
        ErrorLog.with(450),
        (test, vm) -> {
          assertThat(test.on(() -> vm.rows().rows().size())).isEqualTo(ErrorRowsViewModel.PAGE);
          test.run(() -> vm.rows().loadOlder());
          test.until(() -> vm.rows().rows().size() == 400);
          test.run(() -> vm.rows().loadOlder());
          test.until(() -> vm.rows().rows().size() == 450);
          assertThat(ids(test, vm))
              .doesNotHaveDuplicates()
              .isSortedAccordingTo((a, b) -> Long.compare(b, a));
          assertThat(test.on(() -> vm.rows().olderProperty().get())).isFalse();
        });
  }

  @Test
  void filtersHoldTogetherForRowsAndCounts() {
    withErrors(
        ErrorLog.with(120),
        (test, vm) -> {
          test.run(
              () ->
                  vm.queryProperty()
                      .set(
                          ErrorQuery.DEFAULT
                              .withOnly(ErrorField.TABLE, Set.of("calls"))
                              .withOnly(ErrorField.OPERATION, Set.of("UPDATE"))
                              .withText("TOO LONG")));
          test.until(() -> total(vm) == 10 && vm.rows().rows().size() == 10);
          assertThat(test.on(() -> requireNonNull(vm.counts().value()).of(ErrorField.OPERATION)))
              .containsOnlyKeys("UPDATE", "INSERT", "DELETE");
          test.run(vm::reset);
          test.until(() -> total(vm) == 120 && vm.rows().rows().size() == 120);
        });
  }

  @Test
  void aFailedReadingKeepsTheLastRowsAndSaysWhyAndWhen() {
    var settings = ErrorLog.with(10);
    withErrors(
        settings,
        (test, vm) -> {
          TestPostgres.execute(settings, "ALTER TABLE trigger_error_log RENAME TO elsewhere");
          test.run(vm::refresh);
          test.until(() -> vm.rows().page().problem() != null && vm.counts().problem() != null);
          assertThat(test.on(() -> vm.rows().rows().size())).isEqualTo(10);
          assertThat(test.on(() -> total(vm))).isEqualTo(10);
          assertThat(test.on(() -> requireNonNull(vm.rows().page().problem()).failure()))
              .isInstanceOf(Failure.Missing.class);
          assertThat(test.on(() -> vm.missingProperty().get())).isTrue();
        });
  }

  @Test
  void aTableThatIsCreatedLaterIsFoundByItself() {
    var settings = TestPostgres.NEWEST.demoSchema();
    try (var test = new TestSession(settings)) {
      var vm = test.on(() -> viewModel(test));
      test.run(() -> vm.setShown(true));
      test.until(() -> vm.missingProperty().get());
      TestPostgres.execute(
          settings, TestPostgres.migration("V021__fix_cache_invalidation_trigger_logic.sql"));
      ErrorLog.add(settings, 3);
      test.until(
          () -> {
            test.putClockForward(Duration.ofMinutes(1));
            vm.poll();
            return vm.rows().rows().size() == 3 && !vm.missingProperty().get();
          });
    }
  }

  @Test
  void newErrorsAreUnseenUntilTheScreenIsShown() {
    var settings = ErrorLog.with(5);
    try (var test = new TestSession(settings)) {
      var vm = test.on(() -> viewModel(test));
      test.until(() -> polled(test, vm) && vm.recent().size() == 5);
      assertThat(test.on(() -> vm.unseenProperty().get())).isZero();
      ErrorLog.add(settings, 3);
      test.until(() -> polled(test, vm) && vm.unseenProperty().get() == 3);
      test.run(() -> vm.setShown(true));
      assertThat(test.on(() -> vm.unseenProperty().get())).isZero();
      test.until(() -> vm.rows().rows().size() == 8);
    }
  }

  @Test
  void theRecentErrorsAreThoseFromAQuarterOfAnHourBeforeAndAllThatCameOldestFirst() {
    var settings = ErrorLog.with(2);
    ErrorLog.addOld(settings, 4);
    try (var test = new TestSession(settings)) {
      var vm = test.on(() -> viewModel(test));
      test.until(() -> polled(test, vm) && vm.recent().size() == 2);
      ErrorLog.add(settings, 2);
      test.until(() -> polled(test, vm) && vm.recent().size() == 4);
      assertRecent(test, vm, 1L, 2L, 7L, 8L);
    }
  }

  @Test
  void aNewErrorOfALongTransactionTakesItsPlaceBetweenTheOthers() {
    var settings = ErrorLog.with(3);
    withErrors(
        settings,
        (test, vm) -> {
          TestPostgres.execute(
              settings,
              """
              INSERT INTO trigger_error_log (table_name, occurred_at)
              SELECT 'users', occurred_at + interval '1 ms' FROM trigger_error_log WHERE id = 2
              """);
          test.until(() -> polled(test, vm) && vm.rows().rows().size() == 4);
          assertThat(ids(test, vm)).containsExactly(3L, 4L, 2L, 1L);
        });
  }

  @Test
  void aRowThatIsCommittedAfterOnesWithGreaterIdsIsSeen() throws SQLException {
    var settings = ErrorLog.with(2);
    try (var early = TestPostgres.connect(settings);
        var late = TestPostgres.connect(settings);
        var test = new TestSession(settings)) {
      insertUncommitted(early);
      ErrorLog.add(settings, 1);
      var vm = test.on(() -> viewModel(test));
      test.until(() -> polled(test, vm) && recentIds(vm).equals(List.of(1L, 2L, 4L)));
      early.commit();
      test.until(() -> polled(test, vm) && vm.unseenProperty().get() == 1);

      insertUncommitted(late);
      ErrorLog.add(settings, 2);
      test.until(() -> polled(test, vm) && vm.unseenProperty().get() == 3);
      late.commit();
      test.until(() -> polled(test, vm) && vm.unseenProperty().get() == 4);
      assertRecent(test, vm, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }
  }

  /** These, oldest first. */
  private static void assertRecent(TestSession test, ErrorsViewModel vm, Long... ids) {
    assertThat(test.on(() -> vm.recent().stream().map(TriggerError::occurredAt).toList()))
        .isSorted();
    assertThat(test.on(() -> recentIds(vm))).containsExactlyInAnyOrder(ids);
  }

  private static void insertUncommitted(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("INSERT INTO trigger_error_log (error_message) VALUES ('late')");
    }
  }

  private static List<Long> recentIds(ErrorsViewModel vm) {
    return vm.recent().stream().map(TriggerError::id).toList();
  }

  @Test
  void rowsAreReadBothWaysAndTooManyAreNotHeld() {
    withErrors(
        ErrorLog.with(2_450),
        (test, vm) -> {
          for (int read = 400; read <= 2_400; read += 200) {
            long last = 2_451 - read;
            test.run(() -> vm.rows().loadOlder());
            test.until(() -> vm.rows().rows().getLast().id() == last);
          }
          assertThat(test.on(() -> vm.rows().rows().size())).isEqualTo(ErrorRowsViewModel.HELD);
          assertThat(test.on(() -> vm.rows().place(2_450))).isEqualTo("401–2,400 of 2,450");
          assertThat(ids(test, vm)).isEqualTo(downFrom(2_050, 51));
          test.run(() -> vm.rows().loadNewer());
          test.until(() -> vm.rows().rows().getFirst().id() == 2_250);
          assertThat(ids(test, vm)).isEqualTo(downFrom(2_250, 251));
          assertThat(test.on(() -> vm.rows().place(2_450))).isEqualTo("201–2,200 of 2,450");
          test.run(() -> vm.rows().toOldest());
          test.until(() -> vm.rows().rows().getLast().id() == 1);
          assertThat(ids(test, vm)).isEqualTo(downFrom(200, 1));
          assertThat(test.on(() -> vm.rows().place(2_450))).isEqualTo("2,251–2,450 of 2,450");
          assertThat(test.on(() -> vm.rows().olderProperty().get())).isFalse();
        });
  }

  private static List<Long> downFrom(long first, long last) {
    return LongStream.rangeClosed(last, first).map(id -> first + last - id).boxed().toList();
  }

  @Test
  void theRowsAreThoseOfTheChosenGroup() {
    var settings = ErrorLog.with(30);
    try (var test = new TestSession(settings)) {
      var vm = test.on(() -> new ErrorsViewModel(test.session(), new Preferences()));
      test.run(() -> vm.setShown(true));
      test.until(() -> polled(test, vm) && vm.rows().rows().size() == 15);
      var groups = vm.groups();
      var other = test.on(() -> groups.shown().getLast());
      test.run(() -> groups.chosenProperty().set(other));
      test.until(
          () ->
              vm.rows().rows().size() == 15
                  && vm.rows().rows().stream()
                      .allMatch(row -> ErrorKind.of(row).equals(other.kind())));

      // one more of it makes it the largest; it stays chosen and its row comes in
      ErrorLog.add(settings, 1);
      test.until(() -> polled(test, vm) && groups.groups().value() != null && total(vm) == 31);
      test.until(() -> polled(test, vm) && vm.listed() == vm.rows().rows().size());
      assertThat(test.on(() -> requireNonNull(groups.chosenProperty().get()).kind()))
          .isEqualTo(other.kind());
    }
  }

  @Test
  void whatIsNotedOfAGroupIsKeptForTheDatabase() {
    var settings = ErrorLog.with(4);
    var preferences = new Preferences();
    try (var test = new TestSession(settings)) {
      var vm = shown(test, preferences);
      test.until(() -> polled(test, vm) && vm.groups().shown().size() == 2);
      var group = test.on(() -> vm.groups().shown().getFirst());
      test.run(() -> vm.groups().mark(group, Mark.MUTED, " ticket 7 "));
      assertThat(test.on(() -> vm.groups().shown().size())).isEqualTo(1);

      var again = shown(test, preferences);
      test.until(() -> again.groups().groups().value() != null);
      assertThat(test.on(() -> again.groups().shown().size())).isEqualTo(1);
      assertThat(test.on(() -> requireNonNull(again.groups().note(group)).text()))
          .isEqualTo("ticket 7");
    }
    try (var elsewhere = new TestSession(ErrorLog.with(4))) {
      var vm = shown(elsewhere, preferences);
      elsewhere.until(() -> vm.groups().shown().size() == 2);
    }
    try (var test = new TestSession(settings)) {
      var vm = shown(test, preferences);
      test.until(() -> vm.groups().muted() == 1);
      var muted = test.on(() -> requireNonNull(vm.groups().groups().value()).largestFirst());
      test.run(() -> muted.forEach(vm.groups()::unmark));
      assertThat(test.on(() -> vm.groups().shown().size())).isEqualTo(2);
    }
  }

  @Test
  void whatComesOfAMutedGroupRaisesNoBadgeAndWhatComesOfAnAcknowledgedOneDoes() {
    var settings = ErrorLog.with(2);
    var preferences = new Preferences();
    try (var test = new TestSession(settings)) {
      var vm = shown(test, preferences);
      test.until(() -> polled(test, vm) && vm.groups().shown().size() == 2);
      test.run(
          () -> {
            var groups = List.copyOf(vm.groups().shown());
            vm.groups().mark(groups.getFirst(), Mark.MUTED, "");
            var known = groups.getLast();
            var before = known.last().minusSeconds(60);
            vm.groups().notes().put(new Note(known.kind(), Mark.ACKNOWLEDGED, "", before));
          });
    }
    try (var test = new TestSession(settings)) {
      var vm = test.on(() -> viewModel(test, preferences));
      test.until(() -> polled(test, vm) && vm.recent().size() == 2);
      ErrorLog.add(settings, 6);
      test.until(() -> polled(test, vm) && vm.recent().size() == 8);
      assertThat(test.on(() -> vm.unseenProperty().get())).isEqualTo(3);
    }
  }

  @Test
  void anAcknowledgedGroupIsKnownUntilAnotherErrorOfItsKindComes() {
    var kind = new ErrorKind("22023", "no");
    var note = new Note(kind, Mark.ACKNOWLEDGED, "", Instant.parse("2026-11-22T12:00:00Z"));
    assertThat(note.covers(note.at())).isTrue();
    assertThat(note.covers(note.at().plusMillis(1))).isFalse();
  }

  @Test
  void whatCameSinceTheLastVisitIsNewAlsoAfterARestart() {
    var settings = ErrorLog.with(6);
    var preferences = new Preferences();
    try (var test = new TestSession(settings)) {
      var vm = shown(test, preferences);
      test.until(() -> polled(test, vm) && vm.recent().size() == 6);
      assertThat(test.on(vm::lookedBefore) == null).isTrue();
    }
    ErrorLog.add(settings, 2);
    try (var test = new TestSession(settings)) {
      var vm = shown(test, preferences);
      assertThat(test.on(vm::lookedBefore) == null).isFalse();
      test.run(() -> vm.queryProperty().set(ErrorQuery.DEFAULT.withOnlyNew(true)));
      test.until(() -> polled(test, vm) && total(vm) == 2);
    }
  }

  @Test
  void aHistogramThatIsFoldedAwayIsNotAskedFor() {
    withErrors(
        ErrorLog.with(5),
        (test, vm) -> {
          test.until(() -> vm.histogram().value() != null);
          test.run(() -> vm.histogramShownProperty().set(false));
          long asked = histograms(test);
          test.run(vm::refresh);
          test.until(() -> !vm.counts().isRunning() && !vm.rows().page().isRunning());
          assertThat(histograms(test)).isEqualTo(asked);
          test.run(() -> vm.histogramShownProperty().set(true));
          test.until(() -> histograms(test) == asked + 1);
        });
  }

  private static long histograms(TestSession test) {
    return test.session().target().statementLog().statements().stream()
        .filter(statement -> statement.sql().contains("LEFT JOIN"))
        .count();
  }

  @Test
  void allThatMatchesIsExportedAndACancelledExportLeavesNoFile(@TempDir Path folder)
      throws IOException {
    var file = folder.resolve("errors.csv");
    withErrors(
        ErrorLog.with(20_000),
        (test, vm) -> {
          test.run(() -> vm.queryProperty().set(ErrorQuery.DEFAULT.withText("uuid")));
          test.until(() -> total(vm) == 10_000);
          test.run(() -> vm.export().start(ExportFormat.CSV, file));
          test.until(() -> vm.export().run().noticeProperty().get() != null);
          assertThat(test.on(() -> requireNonNull(vm.export().run().noticeProperty().get()).tone()))
              .isEqualTo(Tone.GOOD);
          test.run(
              () -> {
                vm.export().start(ExportFormat.NDJSON, folder.resolve("errors.ndjson"));
                vm.export().run().cancel();
              });
          test.until(() -> vm.export().run().noticeProperty().get() != null);
          assertThat(test.on(() -> requireNonNull(vm.export().run().noticeProperty().get()).tone()))
              .isEqualTo(Tone.ATTENTION);
        });
    assertThat(Files.readAllLines(file)).hasSize(10_001);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  private static ErrorsViewModel shown(TestSession test, Preferences preferences) {
    var vm = test.on(() -> new ErrorsViewModel(test.session(), preferences));
    test.run(() -> vm.setShown(true));
    return vm;
  }

  /** One that lists rows. */
  private static ErrorsViewModel viewModel(TestSession test) {
    return viewModel(test, new Preferences());
  }

  private static ErrorsViewModel viewModel(TestSession test, Preferences preferences) {
    var vm = new ErrorsViewModel(test.session(), preferences);
    vm.listingProperty().set(ErrorListing.ROWS);
    return vm;
  }

  private interface Check {
    void check(TestSession test, ErrorsViewModel vm);
  }

  /** With the screen shown and its first page and counts read. */
  private static void withErrors(ConnectionSettings settings, Check check) {
    try (var test = new TestSession(settings)) {
      var vm = test.on(() -> viewModel(test));
      test.run(() -> vm.setShown(true));
      test.until(
          () -> polled(test, vm) && vm.counts().value() != null && !vm.rows().rows().isEmpty());
      // the last poll may still be looking for new rows, and meanwhile no others are read
      test.until(() -> !vm.rows().page().isRunning());
      check.check(test, vm);
    }
  }

  private static boolean polled(TestSession test, ErrorsViewModel vm) {
    test.putClockForward(POLL);
    vm.poll();
    return true;
  }

  private static long total(ErrorsViewModel vm) {
    var counts = vm.counts().value();
    return counts == null ? -1 : counts.total();
  }

  private static List<Long> ids(TestSession test, ErrorsViewModel vm) {
    return test.on(() -> vm.rows().rows().stream().map(TriggerError::id).toList());
  }
}

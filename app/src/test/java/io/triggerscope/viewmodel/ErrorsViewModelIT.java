package io.triggerscope.viewmodel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.ErrorField;
import io.triggerscope.model.Failure;
import io.triggerscope.model.TriggerError;
import io.triggerscope.testing.ErrorLog;
import io.triggerscope.testing.TestPostgres;
import io.triggerscope.testing.TestSession;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
      assertThat(test.on(() -> vm.recent().stream().map(TriggerError::id).toList()))
          .containsExactly(1L, 2L, 7L, 8L);
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

  /** One that lists rows. */
  private static ErrorsViewModel viewModel(TestSession test) {
    var vm = new ErrorsViewModel(test.session(), new Preferences());
    vm.listingProperty().set(ErrorsViewModel.Listing.ROWS);
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

package io.triggerscope.ui;

import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.MigrationsViewModel;
import java.time.Duration;
import java.util.List;
import javafx.scene.layout.FlowPane;

/** Within which limits migrations run: each is shown, and chosen from a few. */
final class LimitsLine extends FlowPane {

  private static final List<Duration> LOCK_TIMEOUTS =
      List.of(
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15));
  private static final List<Duration> STATEMENT_TIMEOUTS =
      List.of(
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2));
  private static final List<Integer> TRIES = List.of(1, 3, 5, 10);

  LimitsLine(MigrationsViewModel vm) {
    getStyleClass().add("wrapped-line");
    var lock =
        new Choice<>(
            vm.lockTimeoutProperty(), LOCK_TIMEOUTS, span -> "lock_timeout " + Format.span(span));
    lock.setId("lock-timeout");
    var statement =
        new Choice<>(
            vm.statementTimeoutProperty(),
            STATEMENT_TIMEOUTS,
            span -> "statement_timeout " + Format.span(span));
    statement.setId("statement-timeout");
    var tries =
        new Choice<>(vm.triesProperty(), TRIES, n -> n == 1 ? "1 try" : Format.count(n) + " tries");
    tries.setId("tries");
    getChildren().addAll(lock, statement, tries);
    disableProperty().bind(vm.runningProperty());
  }
}

package io.triggerscope.ui.chart;

import static io.triggerscope.testing.Window.fx;
import static io.triggerscope.testing.Window.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

class GlideUiTest {

  private final AtomicInteger moves = new AtomicInteger();

  @BeforeEach
  void start() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  @Test
  void rowsThatChangePlacesBeginWhereTheyWereAndEndWhereTheyBelong() {
    var glide = fx(() -> new Glide(moves::incrementAndGet));
    var atFirst =
        fx(
            () -> {
              glide.to(List.of("a", "b"), false);
              glide.to(List.of("b", "a", "c"), false);
              return List.of(glide.at("a", 1), glide.at("b", 0), glide.at("c", 2));
            });
    assertThat(atFirst).containsExactly(0.0, 1.0, 2.0);
    until(() -> !glide.isMoving());
    assertThat(fx(() -> List.of(glide.at("a", 1), glide.at("b", 0)))).containsExactly(1.0, 0.0);
    assertThat(moves.get()).isPositive();
  }

  @Test
  void whereNoMotionIsWantedRowsAreAtTheirPlacesAtOnce() {
    var places =
        fx(
            () -> {
              var glide = new Glide(moves::incrementAndGet);
              glide.to(List.of("a", "b"), true);
              glide.to(List.of("b", "a"), true);
              return List.of(glide.at("a", 1), glide.at("b", 0));
            });
    assertThat(places).containsExactly(1.0, 0.0);
    assertThat(moves.get()).isZero();
  }

  @Test
  void rowsThatKeepTheirPlacesDoNotMove() {
    var moving =
        fx(
            () -> {
              var glide = new Glide(moves::incrementAndGet);
              glide.to(List.of("a", "b"), false);
              glide.to(List.of("a", "b", "c"), false);
              return glide.isMoving();
            });
    assertThat(moving).isFalse();
  }
}

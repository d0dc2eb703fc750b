package io.triggerscope.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.triggerscope.testing.TestPostgres;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The benchmark works; how long anything takes is not asked. */
class TriggerCostIT {

  @ParameterizedTest
  @EnumSource(
      value = TestPostgres.class,
      names = {"V13", "V18"})
  void measuresEachTriggerWithEachWorkload(TestPostgres postgres) throws SQLException {
    var table = TriggerCost.run(postgres, new Size(200, 1, 100, 1));

    assertThat(table.heading()).contains("PostgreSQL " + postgres.version(), "200 rows");
    assertThat(table.costs().know(Clock.ELAPSED)).isTrue();
    var lines = table.markdown().lines().toList();
    assertThat(lines).anySatisfy(line -> assertThat(line).contains(titles()));
    assertThat(Variant.values())
        .allSatisfy(
            variant ->
                assertThat(lines)
                    .anySatisfy(
                        line ->
                            assertThat(line)
                                .startsWith("| " + variant.title() + " |")
                                .containsPattern(
                                    Pattern.compile(
                                        "( \\d+\\.\\d\\d \\(\\d+\\.\\d\\d×\\) \\|){4}"))));
    assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("| V021, the middle half"));
  }

  private static String[] titles() {
    return Arrays.stream(Workload.values()).map(w -> "| " + w.title()).toArray(String[]::new);
  }

  @ParameterizedTest
  @EnumSource(value = Variant.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aTriggerThatAnnouncesNothingIsNotMeasured(Variant variant) throws SQLException {
    try (var database = new VariantDatabase(TestPostgres.NEWEST, variant)) {
      database.check();
      database.execute("ALTER TABLE calls DISABLE TRIGGER USER");

      assertThatIllegalStateException()
          .isThrownBy(database::check)
          .withMessage(variant + " announced 0 of 100 rows in 0 notifications of INSERT");
    }
  }

  @Test
  void aDatabaseWithoutTriggersMustBeSilent() throws SQLException {
    try (var database = new VariantDatabase(TestPostgres.NEWEST, Variant.NONE)) {
      database.check();
      database.execute(Variant.BARE.sql());

      assertThatIllegalStateException()
          .isThrownBy(database::check)
          .withMessage("NONE announced 100 of 100 rows in 100 notifications of INSERT");
    }
  }
}

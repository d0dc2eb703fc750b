package io.triggerscope.bench;

import io.triggerscope.testing.TestPostgres;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Measures what the trigger of V021 adds to a change of a row, beside no trigger, the cheapest ones
 * and a naively guarded one, all on one server, and prints the table: {@code mvn -q test-compile
 * exec:exec@trigger-cost}, with {@code -Dpostgres=13} on another version than the newest.
 */
final class TriggerCost {

  private TriggerCost() {}

  public static void main(String[] arguments) throws SQLException {
    // the embedded server tells much on standard error
    Logger.getLogger("").setLevel(Level.WARNING);
    var postgres =
        arguments.length == 0 || arguments[0].isEmpty()
            ? TestPostgres.NEWEST
            : TestPostgres.valueOf("V" + arguments[0]);
    System.out.println(run(postgres, Size.FULL).markdown());
  }

  /**
   * @throws IllegalStateException if a variant does not announce what it should
   */
  static CostTable run(TestPostgres postgres, Size size) throws SQLException {
    var databases = new ArrayList<VariantDatabase>();
    try {
      for (var variant : Variant.values()) {
        databases.add(new VariantDatabase(postgres, variant));
      }
      for (var database : databases) {
        database.check();
      }
      return new CostTable(heading(databases.getFirst(), size), measured(databases, size));
    } finally {
      for (var database : databases) {
        database.close();
      }
    }
  }

  /** The variants take turns, each round in another order, so that a busy minute meets them all. */
  private static Costs measured(List<VariantDatabase> databases, Size size) throws SQLException {
    var costs = new Costs();
    for (var workload : Workload.values()) {
      for (var round = 0; round < workload.rounds(size); round++) {
        var turns = new ArrayList<>(databases);
        Collections.rotate(turns, round);
        for (var database : turns) {
          var cost = database.measure(workload, workload.rows(size));
          costs.add(database.variant(), workload, cost);
        }
      }
    }
    return costs;
  }

  private static String heading(VariantDatabase database, Size size) throws SQLException {
    return String.format(
        Locale.ROOT,
        """
        PostgreSQL %s: %,d rows of `calls` in one statement, middle of %d rounds; %,d in a transaction each,
        commits included, middle of %d rounds; %s, %d CPUs. Each trigger was first seen to announce every row.
        """,
        database.serverVersion(),
        size.rows(),
        size.rounds(),
        size.transactions(),
        size.turns(),
        LocalDate.now(ZoneId.systemDefault()),
        Runtime.getRuntime().availableProcessors());
  }
}

package io.triggerscope.postgres;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the scripts of migrations come from, and which table of the database records those that
 * were applied. Each source has a table of its own, so that none counts another's as missing.
 * Immutable.
 */
public sealed interface MigrationSource permits ShippedScripts, ScriptFolder {

  /** What this version of TriggerScope ships. */
  MigrationSource SHIPPED = new ShippedScripts("migrations");

  /** In the schema of the connection. */
  String historyTable();

  /** The version that a database without that table is taken to be at. */
  String baseline();

  /** Where the scripts are, as Flyway names it. */
  String location();

  /** Who has the scripts, for a sentence: {@code the folder holds}. */
  String holder();

  /** A script's text; null for what has none, such as the baseline. */
  @Nullable String text(String script);

  /** Why nothing of it can be listed or run, as a sentence; empty when it can. */
  Optional<String> refusal();
}

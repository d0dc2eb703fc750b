package io.triggerscope.bench;

import io.triggerscope.testing.TestPostgres;

/** A trigger on {@code calls} that is measured; each has a database of its own. */
enum Variant {
  NONE("no trigger"),
  /** In C, announces the table, the operation's letter and the primary key. */
  TCN("contrib `tcn`"),
  /** The seven fields with json_build_object, and nothing else: what the others are compared to. */
  BARE("bare PL/pgSQL"),
  /** The bare trigger in EXCEPTION WHEN OTHERS, with SECURITY DEFINER and SET search_path. */
  NAIVE("bare, guarded naively"),
  OURS("V021");

  private final String title;

  Variant(String title) {
    this.title = title;
  }

  /** Its name in the table. */
  String title() {
    return title;
  }

  boolean announces() {
    return this != NONE;
  }

  /** Makes the trigger in a database that has the demo's tables. */
  String sql() {
    return switch (this) {
      case NONE -> "";
      case TCN -> Resource.text("tcn.sql");
      case BARE -> Resource.text("bare.sql");
      case NAIVE -> Resource.text("naive.sql");
      case OURS -> TestPostgres.migration("V021__fix_cache_invalidation_trigger_logic.sql");
    };
  }
}

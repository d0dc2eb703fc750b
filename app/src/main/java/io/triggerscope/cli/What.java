package io.triggerscope.cli;

import io.triggerscope.feed.CascadeRules;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that say what to watch in the database, and what a change there invalidates. Filled
 * by picocli.
 */
public final class What extends Watched {

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      converter = RulesConverter.class,
      description = "A JSON file with the cache domains to invalidate per table.")
  private @Nullable CascadeRules rules;

  /** Those of the file that was named; null when none was. */
  public @Nullable CascadeRules givenRules() {
    return rules;
  }

  /** The user's, or the shipped ones. */
  public CascadeRules rules() {
    return rules == null ? CascadeRules.shipped() : rules;
  }
}

package io.triggerscope.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which database or capture: exactly one of them. Filled by picocli. */
public final class Where extends Server {

  @Option(
      names = "--capture",
      paramLabel = "FILE",
      required = true,
      description = "No database: what was recorded to this file. Later parts are found by name.")
  private @Nullable Path capture;

  /** The capture to be read in place of a database; null: none. */
  public @Nullable Path capture() {
    return capture;
  }
}

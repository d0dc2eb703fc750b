package io.triggerscope.cli;

import io.triggerscope.connection.ConnectionUrl;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which database or capture: exactly one of them. Filled by picocli. */
public final class Where {

  @Option(
      names = "--demo",
      required = true,
      description = "An own demo database with a workload, started for this run.")
  private boolean demo;

  @Option(
      names = "--url",
      paramLabel = "URL",
      required = true,
      converter = UrlConverter.class,
      description = {
        "The database: postgresql://user@host/db or jdbc:postgresql://host/db?user=name.",
        "The password may also come from PGPASSWORD or .pgpass."
      })
  private @Nullable ConnectionUrl url;

  @Option(
      names = "--capture",
      paramLabel = "FILE",
      required = true,
      description = "No database: what was recorded to this file. Later parts are found by name.")
  private @Nullable Path capture;

  public boolean demo() {
    return demo;
  }

  /** The database's URL; null: the demo, or a capture. */
  public @Nullable ConnectionUrl url() {
    return url;
  }

  /** The capture to be read in place of a database; null: none. */
  public @Nullable Path capture() {
    return capture;
  }
}

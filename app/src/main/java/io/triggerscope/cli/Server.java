package io.triggerscope.cli;

import io.triggerscope.connection.ConnectionUrl;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which database: exactly one of them. Filled by picocli. */
public class Server {

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

  public boolean demo() {
    return demo;
  }

  /** The database's URL; null: another option was given. */
  public @Nullable ConnectionUrl url() {
    return url;
  }
}

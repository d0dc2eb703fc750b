package io.triggerscope.testing;

import io.triggerscope.model.ConnectionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** PostgreSQL's own client, as a DBA runs the scripts with it. */
public final class Psql {

  private Psql() {}

  /** How a run ended: its exit code, and what it printed, messages included. */
  public record Run(int exitCode, String output) {}

  /** Runs {@code psql -v ON_ERROR_STOP=1} with these arguments. */
  public static Run run(ConnectionSettings settings, String... arguments) {
    var url = URI.create(settings.jdbcUrl().substring("jdbc:".length()));
    var command =
        new ArrayList<>(List.of("psql", "--no-psqlrc", "--quiet", "-v", "ON_ERROR_STOP=1"));
    command.addAll(List.of("-h", url.getHost(), "-p", String.valueOf(url.getPort())));
    command.addAll(List.of("-U", settings.user(), "-d", url.getPath().substring(1)));
    Collections.addAll(command, arguments);
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      var output = new String(process.getInputStream().readAllBytes());
      return new Run(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.triggerscope.connection;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a password comes from: given by itself, else in the URL, else in {@code PGPASSWORD}, else
 * from {@code .pgpass}, where the driver looks when it is told none. Immutable.
 *
 * @param environment gives a variable's value or null, as {@link System#getenv(String)} does
 */
public record Passwords(UnaryOperator<@Nullable String> environment) {

  private static final String VARIABLE = "PGPASSWORD";

  /**
   * @param given by itself, e.g. typed into a form; null or empty: it was not
   * @return null when it is left to the driver
   */
  public @Nullable String choose(@Nullable String given, ConnectionUrl url) {
    if (given != null && !given.isEmpty()) {
      return given;
    }
    if (url.password() != null) {
      return url.password();
    }
    return environment.apply(VARIABLE);
  }
}

package io.triggerscope.connection;

import io.triggerscope.model.ConnectionSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and as whom to enter it, as one URL says: JDBC's {@code
 * jdbc:postgresql://host/db?user=…} or libpq's {@code postgresql://user:password@host/db}.
 * Immutable.
 *
 * @param jdbcUrl for the driver, without user and password
 * @param password as the URL bears it; null: it does not say
 * @see <a
 *     href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS">libpq's
 *     URIs</a>
 */
public record ConnectionUrl(String jdbcUrl, @Nullable String user, @Nullable String password) {

  private static final String JDBC = "jdbc:postgresql:";
  private static final List<String> LIBPQ = List.of("postgresql://", "postgres://");

  /** What came of reading a text as a URL. */
  public sealed interface Parsed {

    record Understood(ConnectionUrl url) implements Parsed {}

    /**
     * It is no URL of a PostgreSQL database.
     *
     * @param reason one sentence, which never bears a part of the URL that may be a password
     */
    record NotUnderstood(String reason) implements Parsed {}
  }

  public static Parsed parse(String text) {
    var url = text.strip();
    try {
      if (url.startsWith(JDBC)) {
        return new Parsed.Understood(jdbc(url));
      }
      for (var scheme : LIBPQ) {
        if (url.startsWith(scheme)) {
          return new Parsed.Understood(LibpqUrl.parse(url.substring(scheme.length())));
        }
      }
      return new Parsed.NotUnderstood(
          "A URL begins with postgresql://, postgres:// or jdbc:postgresql://.");
    } catch (NotUnderstoodException e) {
      return new Parsed.NotUnderstood(e.reason);
    }
  }

  /** For what is on by default elsewhere: channel, schema, and what may be written. */
  public ConnectionSettings settings(
      @Nullable String password, String channel, String schema, boolean readOnly) {
    return new ConnectionSettings(jdbcUrl, user, password, channel, schema, readOnly);
  }

  /** Keeps all but user and password as it is: the driver knows its own parameters best. */
  private static ConnectionUrl jdbc(String url) throws NotUnderstoodException {
    int question = url.indexOf('?');
    var place = question < 0 ? url : url.substring(0, question);
    if (place.contains("@")) {
      throw new NotUnderstoodException(
          "In a JDBC URL user and password are parameters: …/database?user=…&password=….");
    }
    if (place.startsWith(JDBC + "//")) {
      LibpqUrl.checkHosts(place.substring(JDBC.length() + 2).replaceFirst("/.*", ""));
    }
    String user = null;
    String password = null;
    var kept = new ArrayList<String>();
    for (var parameter : parameters(question < 0 ? "" : url.substring(question + 1))) {
      switch (parameter.name()) {
        case "user" -> user = parameter.value();
        case "password" -> password = parameter.value();
        default -> kept.add(parameter.asWritten());
      }
    }
    return new ConnectionUrl(
        kept.isEmpty() ? place : place + "?" + String.join("&", kept), user, password);
  }

  private static List<UrlParameter> parameters(String query) throws NotUnderstoodException {
    return UrlParameter.parse(query, UrlParameter.Plus.IS_A_SPACE);
  }

  /** Without the password, which must not reach a log. */
  @Override
  public String toString() {
    return jdbcUrl + " user=" + user;
  }

  /** Ends the reading of a URL; its reason becomes that of {@link Parsed.NotUnderstood}. */
  static final class NotUnderstoodException extends Exception {

    private static final long serialVersionUID = 1;

    private final String reason;

    NotUnderstoodException(String reason) {
      super(reason);
      this.reason = reason;
    }
  }
}

package io.triggerscope.connection;

import io.triggerscope.connection.ConnectionUrl.NotUnderstoodException;
import io.triggerscope.connection.UrlParameter.Plus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads libpq's {@code user:password@host:port,host:port/database?parameters} and says it in the
 * driver's words. Confined to one call.
 */
final class LibpqUrl {

  /** libpq's names and the driver's. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("sslmode", "sslmode"),
          Map.entry("sslrootcert", "sslrootcert"),
          Map.entry("sslcert", "sslcert"),
          Map.entry("sslkey", "sslkey"),
          Map.entry("sslpassword", "sslpassword"),
          Map.entry("sslnegotiation", "sslNegotiation"),
          Map.entry("channel_binding", "channelBinding"),
          Map.entry("require_auth", "requireAuth"),
          Map.entry("gssencmode", "gssEncMode"),
          Map.entry("krbsrvname", "kerberosServerName"),
          Map.entry("service", "service"),
          Map.entry("options", "options"));

  /** Of no effect here: TriggerScope sets them itself for each of its sessions. */
  private static final Set<String> OWN =
      Set.of(
          "application_name",
          "fallback_application_name",
          "client_encoding",
          "connect_timeout",
          "keepalives",
          "keepalives_idle",
          "keepalives_interval",
          "keepalives_count",
          "tcp_user_timeout");

  private static final Map<String, String> SERVER_TYPES =
      Map.of(
          "any", "any",
          "read-write", "primary",
          "primary", "primary",
          "read-only", "secondary",
          "standby", "secondary",
          "prefer-standby", "preferSecondary");

  private static final Pattern HOST = Pattern.compile("(\\[[^\\]]*\\]|[^:\\[\\]]*)(?::(.*))?");
  private static final int GREATEST_PORT = 65_535;

  private String hosts = "localhost";
  private String database = "";
  private @Nullable String user;
  private @Nullable String password;
  private final List<String> parameters = new ArrayList<>();

  private LibpqUrl() {}

  /**
   * @param rest what follows the scheme
   */
  static ConnectionUrl parse(String rest) throws NotUnderstoodException {
    var url = new LibpqUrl();
    int question = rest.indexOf('?');
    var place = question < 0 ? rest : rest.substring(0, question);
    int slash = place.indexOf('/');
    url.authority(slash < 0 ? place : place.substring(0, slash));
    if (slash >= 0) {
      url.database = decoded(place.substring(slash + 1));
    }
    if (question >= 0) {
      for (var parameter : UrlParameter.parse(rest.substring(question + 1), Plus.IS_A_PLUS)) {
        url.parameter(parameter.name(), parameter.value());
      }
    }
    return url.build();
  }

  private void authority(String authority) throws NotUnderstoodException {
    int at = authority.lastIndexOf('@');
    if (at >= 0) {
      var who = authority.substring(0, at).split(":", 2);
      user = who[0].isEmpty() ? null : decoded(who[0]);
      password = who.length < 2 ? null : decoded(who[1]);
    }
    var place = authority.substring(at + 1);
    if (!place.isEmpty()) {
      hosts = checkHosts(decoded(place));
    }
  }

  private void parameter(String name, String value) throws NotUnderstoodException {
    switch (name) {
      case "user" -> user = value;
      case "password" -> password = value;
      case "dbname" -> database = value;
      case "host", "hostaddr" -> hosts = checkHosts(value);
      case "port" -> hosts = checkHosts(hosts.replaceFirst(":\\d*$", "") + ":" + value);
      case "target_session_attrs" -> {
        var type = SERVER_TYPES.get(value);
        if (type == null) {
          throw new NotUnderstoodException(
              "The parameter target_session_attrs has a value that is not known.");
        }
        add("targetServerType", type);
      }
      case "load_balance_hosts" -> add("loadBalanceHosts", "random".equals(value));
      default -> {
        var driversName = NAMES.get(name);
        if (driversName != null) {
          add(driversName, value);
        } else if (!OWN.contains(name)) {
          throw new NotUnderstoodException("The parameter " + name + " is not known here.");
        }
      }
    }
  }

  private void add(String name, Object value) {
    parameters.add(name + "=" + UrlParameter.encoded(value.toString()));
  }

  private ConnectionUrl build() {
    var place = "jdbc:postgresql://" + hosts + "/" + UrlParameter.encoded(database);
    return new ConnectionUrl(
        parameters.isEmpty() ? place : place + "?" + String.join("&", parameters), user, password);
  }

  /** The hosts as they are, once each is a name or an address with a port that can be. */
  static String checkHosts(String hosts) throws NotUnderstoodException {
    for (var host : hosts.split(",", -1)) {
      var matcher = HOST.matcher(host);
      if (host.startsWith("/")) {
        throw new NotUnderstoodException(
            "Sockets in the file system cannot be used: name a host and a port.");
      }
      if (!matcher.matches() || matcher.group(1).chars().anyMatch(Character::isWhitespace)) {
        throw new NotUnderstoodException(
            "A host is a name, an IPv4 address, or an IPv6 address in [brackets].");
      }
      var port = matcher.group(2);
      if (port != null && !port.isEmpty() && !isPort(port)) {
        throw new NotUnderstoodException("A port is a number from 1 to " + GREATEST_PORT + ".");
      }
    }
    return hosts;
  }

  private static boolean isPort(String text) {
    return text.matches("\\d{1,5}")
        && Integer.parseInt(text) >= 1
        && Integer.parseInt(text) <= GREATEST_PORT;
  }

  private static String decoded(String text) throws NotUnderstoodException {
    return UrlParameter.decoded(text, Plus.IS_A_PLUS);
  }
}

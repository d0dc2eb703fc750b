package io.triggerscope.connection;

import io.triggerscope.connection.ConnectionUrl.NotUnderstoodException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One {@code name=value} after a URL's question mark. Immutable.
 *
 * @param value percent-decoded
 * @param asWritten the parameter as it stood in the URL
 */
record UrlParameter(String name, String value, String asWritten) {

  /** What a plus sign stands for: JDBC decodes as web forms do, libpq does not. */
  enum Plus {
    IS_A_SPACE,
    IS_A_PLUS
  }

  static List<UrlParameter> parse(String query, Plus plus) throws NotUnderstoodException {
    var parameters = new ArrayList<UrlParameter>();
    for (var written : query.split("&", -1)) {
      if (!written.isEmpty()) {
        int equals = written.indexOf('=');
        if (equals < 1) {
          throw new NotUnderstoodException("Each parameter after the ? is name=value.");
        }
        parameters.add(
            new UrlParameter(
                decoded(written.substring(0, equals), plus),
                decoded(written.substring(equals + 1), plus),
                written));
      }
    }
    return parameters;
  }

  static String decoded(String text, Plus plus) throws NotUnderstoodException {
    var prepared =
        switch (plus) {
          case IS_A_SPACE -> text;
          case IS_A_PLUS -> text.replace("+", "%2B");
        };
    try {
      return URLDecoder.decode(prepared, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new NotUnderstoodException(
          "After a % come two hexadecimal digits; a percent sign itself is %25.");
    }
  }

  /** For a JDBC URL. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

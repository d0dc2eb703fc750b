package io.triggerscope.model;

import java.util.Locale;

/**
 * Whether a connection is encrypted, and what of the server's certificate is checked.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-ssl.html">libpq's sslmode</a>
 */
public enum SslMode {
  DISABLE,
  ALLOW,
  PREFER,
  REQUIRE,
  VERIFY_CA,
  VERIFY_FULL;

  /** As drivers and libpq write it: {@code verify-full}. */
  public String parameter() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package io.triggerscope.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;

/** A self-signed certificate with its key, as files of PostgreSQL. */
public final class ServerCertificate {

  private static final String PASSWORD = "password";

  private ServerCertificate() {}

  /** Makes both in a folder, and returns the settings that turn TLS on with them. */
  public static Map<String, String> in(Path folder) {
    var store = folder.resolve("server.p12");
    try {
      var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
      var made =
          new ProcessBuilder(
                  keytool,
                  "-genkeypair",
                  "-alias",
                  "server",
                  "-keyalg",
                  "EC",
                  "-groupname",
                  "secp256r1",
                  "-dname",
                  "CN=localhost",
                  "-validity",
                  "1",
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  store.toString(),
                  "-storepass",
                  PASSWORD)
              .inheritIO()
              .start()
              .waitFor();
      if (made != 0) {
        throw new IllegalStateException("keytool exits with " + made);
      }
      var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
      var key = keys.getKey("server", PASSWORD.toCharArray());
      return Map.of(
          "ssl", "on",
          "ssl_cert_file",
              pem(folder, "CERTIFICATE", keys.getCertificate("server").getEncoded()).toString(),
          "ssl_key_file", pem(folder, "PRIVATE KEY", key.getEncoded()).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path pem(Path folder, String what, byte[] encoded) throws IOException {
    var file = folder.resolve(what.replace(' ', '-') + ".pem").toAbsolutePath();
    var base64 = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(encoded);
    Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }
}

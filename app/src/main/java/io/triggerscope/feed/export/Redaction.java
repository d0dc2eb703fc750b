package io.triggerscope.feed.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of ids when events leave the house: nothing, or each is replaced by a token.
 * Confined to one export, whose salt it holds.
 *
 * <p>A redacted export holds no id of a user, a record or an agent. Texts that may hold one in any
 * form are left out whole, since nobody can tell where in them it is: payloads, understood or not,
 * and the labels of markers. Names of tables and operations, times, transaction ids that are
 * numbers, and the server's reason for a blind window stay.
 */
public sealed interface Redaction {

  Redaction NONE = new None();

  /** One with a salt of its own, which nobody ever sees. */
  static Redaction hashed() {
    var salt = new byte[32];
    new SecureRandom().nextBytes(salt);
    return new Hashed(salt);
  }

  /** Whether ids are replaced, and texts that may hold some must be left out. */
  boolean redacts();

  @Nullable String id(@Nullable String id);

  /** The id of a transaction; PostgreSQL's are numbers, and anything else may tell of somebody. */
  String batchId(String batchId);

  /** Everything stays as it is. Immutable. */
  record None() implements Redaction {

    @Override
    public boolean redacts() {
      return false;
    }

    @Override
    public @Nullable String id(@Nullable String id) {
      return id;
    }

    @Override
    public String batchId(String batchId) {
      return batchId;
    }
  }

  /**
   * Ids become {@code id-} and 16 hexadecimal digits of their HMAC-SHA-256: the same one for the
   * same id, and for each form in which PostgreSQL reads the same UUID. Of 500,000 ids two become
   * the same with a probability of one in a hundred million.
   */
  final class Hashed implements Redaction {

    private static final int BYTES = 8;
    private static final Pattern UUID_SIGNS = Pattern.compile("[{}-]");
    private static final Pattern UUID_DIGITS = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private final Mac mac;

    private Hashed(byte[] salt) {
      try {
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(salt, "HmacSHA256"));
      } catch (GeneralSecurityException e) {
        // every Java has it
        throw new IllegalStateException(e);
      }
    }

    @Override
    public boolean redacts() {
      return true;
    }

    @Override
    public @Nullable String id(@Nullable String id) {
      return id == null ? null : token(id);
    }

    @Override
    public String batchId(String batchId) {
      return DIGITS.matcher(batchId).matches() ? batchId : token(batchId);
    }

    private String token(String id) {
      var hash = mac.doFinal(canonical(id).getBytes(UTF_8));
      return "id-" + HexFormat.of().formatHex(hash, 0, BYTES);
    }

    private static String canonical(String id) {
      if (id.length() < 32) {
        return id;
      }
      var digits = UUID_SIGNS.matcher(id).replaceAll("").toLowerCase(Locale.ROOT);
      return UUID_DIGITS.matcher(digits).matches() ? digits : id;
    }
  }
}

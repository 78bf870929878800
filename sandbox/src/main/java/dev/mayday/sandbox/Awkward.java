package dev.mayday.sandbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Secrets as people have them: with what breaks quotes, shells, URLs and SQL. Whoever handles one
 * without care fails in the sandbox already.
 */
final class Awkward {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Awkward() {}

  static String password() {
    return hex() + "'\"$|&%@/" + hex();
  }

  /** For a header, and between single quotes in a file of settings. */
  static String token() {
    return hex() + "\"$|&" + hex();
  }

  /** As the password of a URL: escaped where it must be, and not where it need not. */
  static String inUrl(String secret) {
    return URLEncoder.encode(secret, StandardCharsets.UTF_8)
        .replace("%27", "'")
        .replace("%24", "$")
        .replace("%7C", "|")
        .replace("%26", "&");
  }

  /** As a parameter of a URL. */
  static String inQuery(String secret) {
    return URLEncoder.encode(secret, StandardCharsets.UTF_8);
  }

  /** Between single quotes in SQL. */
  static String inSql(String secret) {
    return secret.replace("'", "''");
  }

  private static String hex() {
    byte[] bytes = new byte[10];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}

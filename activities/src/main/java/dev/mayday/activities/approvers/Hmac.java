package dev.mayday.activities.approvers;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 over several parts. Each goes in with its length, so that no two lists of parts share
 * a text.
 */
final class Hmac {
  private Hmac() {}

  static byte[] of(String key, List<String> parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(key), "HmacSHA256"));
      for (String part : parts) {
        mac.update(bytes(bytes(part).length + ":"));
        mac.update(bytes(part));
      }
      return mac.doFinal();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has HmacSHA256", impossible);
    }
  }

  /** The first letters of a code, five bits each, in an alphabet of 32. */
  static String letters(byte[] mac, String alphabet, int letters) {
    StringBuilder code = new StringBuilder();
    for (int letter = 0; letter < letters; letter++)
      code.append(alphabet.charAt(bits(mac, letter * 5)));
    return code.toString();
  }

  private static int bits(byte[] from, int at) {
    int both = (from[at / 8] & 0xff) << 8 | (from[at / 8 + 1] & 0xff);
    return both >> (11 - at % 8) & 0x1f;
  }

  /** A code as it was typed, without blanks and dashes, in capitals. */
  static String bare(String code) {
    return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
  }

  /** Compares in constant time. */
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(bytes(one), bytes(other));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

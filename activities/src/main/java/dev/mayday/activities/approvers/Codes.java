package dev.mayday.activities.approvers;

import dev.mayday.system.Claim;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What proves that an answer is a person's own: HMAC-SHA256 under the personal token over run,
 * question, plan, name, answer and, where it is so, that it breaks the glass; cut to 100 bits and
 * written in Base32 (RFC 4648) as four groups of five. Every part goes in with its length, so that
 * no two answers share a text; a code for "no", another plan or another run is therefore another
 * code, and so is one that overrides the quorum. A hundred bits are not guessed: nobody is locked
 * out for wrong ones.
 */
public final class Codes {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String PURPOSE = "mayday decision 1";
  private static final String BREAK_GLASS = "break-glass";
  private static final int LETTERS = 20;
  private static final int GROUP = 5;

  private Codes() {}

  /**
   * Makes the code of an answer.
   *
   * @param token the person's token
   * @param run the run's id
   * @param question the question's number
   * @param plan the plan's hash, empty when the question is about none
   * @param by the person's name
   * @param answer one of the legal answers
   * @param breakGlass whether it overrides quorum and self-approval
   */
  public static String make(
      String token,
      String run,
      int question,
      String plan,
      String by,
      String answer,
      boolean breakGlass) {
    List<String> parts =
        new ArrayList<>(List.of(PURPOSE, run, String.valueOf(question), plan, by, answer));
    if (breakGlass) parts.add(BREAK_GLASS);
    byte[] mac = mac(token, parts);
    StringBuilder code = new StringBuilder();
    for (int letter = 0; letter < LETTERS; letter++) {
      if (letter > 0 && letter % GROUP == 0) code.append('-');
      code.append(ALPHABET.charAt(bits(mac, letter * 5)));
    }
    return code.toString();
  }

  /** Compares in constant time; dashes, blanks and the case of letters do not matter. */
  static boolean matches(String token, Claim claim) {
    String right =
        make(
            token,
            claim.run(),
            claim.question(),
            claim.plan(),
            claim.by(),
            claim.answer(),
            claim.breakGlass());
    return MessageDigest.isEqual(bytes(bare(right)), bytes(bare(claim.code())));
  }

  private static String bare(String code) {
    return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
  }

  private static int bits(byte[] from, int at) {
    int both = (from[at / 8] & 0xff) << 8 | (from[at / 8 + 1] & 0xff);
    return both >> (11 - at % 8) & 0x1f;
  }

  private static byte[] mac(String token, List<String> parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(token), "HmacSHA256"));
      for (String part : parts) {
        mac.update(bytes(bytes(part).length + ":"));
        mac.update(bytes(part));
      }
      return mac.doFinal();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has HmacSHA256", impossible);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

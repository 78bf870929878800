package dev.mayday.activities.approvers;

import dev.mayday.system.Claim;
import java.util.List;

/**
 * The short code that one person is sent with one question: HMAC-SHA256 under the key of {@code
 * codes.key} over run, question, plan and name, cut to 30 bits and written as six of Crockford's
 * letters, of which none looks like another. It is short enough to be typed at night, and so to be
 * guessed: whoever takes it counts wrong ones.
 */
final class OneTimeCode {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final String PURPOSE = "mayday one-time code 1";
  private static final int LETTERS = 6;

  private OneTimeCode() {}

  static String make(String key, String run, int question, String plan, String name) {
    List<String> parts = List.of(PURPOSE, run, String.valueOf(question), plan, name);
    return Hmac.letters(Hmac.of(key, parts), ALPHABET, LETTERS);
  }

  /** Whether a code has the form of one. */
  static boolean has(String code) {
    return Hmac.bare(code).length() == LETTERS;
  }

  /** Compares in constant time; O counts as 0, I and L as 1, as Crockford's alphabet has it. */
  static boolean matches(String key, Claim claim, String name) {
    String typed = Hmac.bare(claim.code()).replace('O', '0').replace('I', '1').replace('L', '1');
    return Hmac.same(make(key, claim.run(), claim.question(), claim.plan(), name), typed);
  }
}

package dev.mayday.activities.approvers;

import dev.mayday.system.Claim;
import java.util.ArrayList;
import java.util.List;

/**
 * What proves that an answer is a person's own: HMAC-SHA256 under the personal token over run,
 * question, plan, name, answer and, where it is so, that it breaks the glass; cut to 100 bits and
 * written in Base32 (RFC 4648) as four groups of five. A code for "no", another plan or another run
 * is therefore another code, and so is one that overrides the quorum. A hundred bits are not
 * guessed: nobody is locked out for wrong ones.
 */
public final class Codes {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String PURPOSE = "mayday decision 1";
  private static final String BREAK_GLASS = "break-glass";
  private static final int LETTERS = 20;
  private static final String GROUPS = "(.{5})(?!$)";

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
    return Hmac.letters(Hmac.of(token, parts), ALPHABET, LETTERS).replaceAll(GROUPS, "$1-");
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
    return Hmac.same(Hmac.bare(right), Hmac.bare(claim.code()));
  }
}

package dev.mayday.activities.approvers;

import dev.mayday.activities.notifier.Button;
import dev.mayday.incident.Question;
import dev.mayday.system.Claim;
import java.util.List;

/**
 * What stands behind a button of a chat. Its data is a nonce of one run, question, answer, person
 * and account: it can be made anew wherever the key is, so no store of nonces has to outlive a
 * worker, and whoever has no key can neither make one nor read anything in it. The proof that goes
 * to the run with a press is another text, so that the nonce of a message that was forwarded proves
 * nothing.
 */
public final class Presses {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String TAG = "mayday button's run 1";
  private static final String NONCE = "mayday button 1";
  private static final String PROOF = "mayday press 1";
  private static final int TAG_LETTERS = 12;
  private static final int LETTERS = 32;

  private Presses() {}

  /** Where a press leads: the same for every button of a run. Callback data holds 64 bytes. */
  public static String tag(String key, String run) {
    return Hmac.letters(Hmac.of(key, List.of(TAG, run)), ALPHABET, TAG_LETTERS);
  }

  /** The data of a button: the run's tag and the nonce. */
  public static String data(
      String key, String run, Question about, String name, String user, String answer) {
    return tag(key, run) + code(NONCE, key, run, about.number(), about.plan(), name, user, answer);
  }

  /** What proves to the run that a person's account pressed; as long as 160 bits are. */
  public static String proof(
      String key, String run, Question about, String name, String user, String answer) {
    return code(PROOF, key, run, about.number(), about.plan(), name, user, answer);
  }

  /** Compares in constant time. A button breaks no glass: nobody gives a reason with it. */
  static boolean proves(String key, Claim claim, String user) {
    if (claim.breakGlass() || user.isEmpty()) return false;
    String right =
        code(
            PROOF,
            key,
            claim.run(),
            claim.question(),
            claim.plan(),
            claim.by(),
            user,
            claim.answer());
    return Hmac.same(right, Hmac.bare(claim.code()));
  }

  /** One button for each legal answer. */
  static List<Button> buttons(String key, String run, Question about, String name, String user) {
    return about.answers().stream()
        .map(answer -> new Button(answer, data(key, run, about, name, user, answer)))
        .toList();
  }

  private static String code(
      String purpose,
      String key,
      String run,
      int question,
      String plan,
      String name,
      String user,
      String answer) {
    List<String> parts = List.of(purpose, run, String.valueOf(question), plan, name, user, answer);
    return Hmac.letters(Hmac.of(key, parts), ALPHABET, LETTERS);
  }
}

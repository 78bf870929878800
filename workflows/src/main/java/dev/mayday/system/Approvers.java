package dev.mayday.system;

import io.temporal.activity.ActivityInterface;
import java.util.List;

/** The people who can be asked, and the check of who they are. */
@ActivityInterface(namePrefix = "Approvers")
public interface Approvers {
  /**
   * Asks every person of a rung by every channel that is configured for them.
   *
   * @return names of those to whom a channel that counts there confirmed delivery; empty when
   *     nobody was reached
   */
  @Effect(Effect.Kind.REPEATABLE)
  List<String> ask(Ask ask);

  /**
   * Checks a code: HMAC-SHA256 under the person's token over run, question, plan, name, answer and
   * whether it breaks the glass, in constant time. These codes are too long to be guessed, so wrong
   * ones close nothing: a stranger who types them in somebody's name keeps nobody from answering.
   *
   * @return true when it is that person's; false when not, or when the person is unknown
   */
  @Effect(Effect.Kind.READ)
  boolean verify(Claim claim);

  /**
   * Whom a code proves: by the person's token as {@link #verify} checks it, by the button of a
   * chat, or by the one-time code that went to one person with this question. Of these the one-time
   * code is short, and it alone may come without a name. It says nothing about how often it was
   * tried: the run counts, since only a run outlives every worker.
   *
   * @return nobody when the code is not right, or when the name that is given is not the code's
   */
  @Effect(Effect.Kind.READ)
  Identity identify(Claim claim);
}

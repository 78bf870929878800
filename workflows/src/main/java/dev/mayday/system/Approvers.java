package dev.mayday.system;

import io.temporal.activity.ActivityInterface;
import java.util.List;

/** The people who can be asked, and the check of who they are. */
@ActivityInterface(namePrefix = "Approvers")
public interface Approvers {
  /**
   * Asks every person of a rung by every channel that is configured for them.
   *
   * @return names of those to whom a channel confirmed delivery; empty when nobody was reached
   */
  @Effect(Effect.Kind.REPEATABLE)
  List<String> ask(Ask ask);

  /**
   * Checks a code: HMAC-SHA256 under the person's token over run, question, plan, name and answer,
   * in constant time. Attempts are limited per question and person.
   *
   * @return true when it is that person's; false when not, when the person is unknown, or after too
   *     many attempts
   */
  @Effect(Effect.Kind.READ)
  boolean verify(Claim claim);
}

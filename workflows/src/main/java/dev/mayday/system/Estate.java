package dev.mayday.system;

import dev.mayday.incident.Service;
import dev.mayday.incident.Target;
import io.temporal.activity.ActivityInterface;

/** What we own and how it may be treated: the checked configuration. */
@ActivityInterface(namePrefix = "Estate")
public interface Estate {
  /**
   * Reads one service, with its hash and with the search attributes that the server knows.
   *
   * @throws Refused when there is no such environment or service; the message lists those there are
   */
  @Effect(Effect.Kind.READ)
  Service read(Target target);

  /**
   * Whether people told Mayday to stand back in an environment.
   *
   * @return who and why, or an empty text when Mayday may act
   */
  @Effect(Effect.Kind.READ)
  String standBack(String environment);
}

package dev.mayday.system;

import io.temporal.activity.ActivityInterface;
import java.util.List;

/** Tells people. Best effort: the arc never fails because nobody could be told. */
@ActivityInterface(namePrefix = "Notifier")
public interface Notifier {
  /**
   * Tells every named person by every channel that is configured. May tell twice when it is tried
   * twice.
   *
   * @return {@code person by channel} for every confirmed delivery
   * @throws Unavailable when no channel confirmed anything
   */
  @Effect(Effect.Kind.REPEATABLE)
  List<String> tell(Notice notice);
}

package dev.mayday.activities.telegram;

import dev.mayday.system.Unavailable;

/** Whoever a press is for. */
public interface Taker {
  /**
   * Takes a press. The same press may come again after a crash: it must not count twice.
   *
   * @throws Unavailable when it cannot be taken now; it is kept and offered again
   */
  Taken take(Press press);
}

package dev.mayday.activities;

import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;

/**
 * Something that is looked at before the emergency. It returns what was found in one line, or
 * throws one of the three failures with what to do about it. It changes nothing that stays.
 */
@FunctionalInterface
public interface Check {
  /**
   * Looks.
   *
   * @return what was found
   * @throws Refused when it cannot work as it is configured
   * @throws Unavailable when something does not answer now
   * @throws Unsafe when it would be unsafe to act
   */
  String look();
}

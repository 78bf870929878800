package dev.mayday.activities.telegram;

import java.time.Duration;

/**
 * How a poller waits.
 *
 * @param poll how long the server holds an empty answer back
 * @param first after a first failure; doubled with each that follows
 * @param longest between two attempts, whatever fails
 * @param standBy while another poller takes the presses
 */
public record Pauses(Duration poll, Duration first, Duration longest, Duration standBy) {
  /** For the real server: it asks for polls that are long. */
  public static final Pauses USUAL =
      new Pauses(
          Duration.ofSeconds(25),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30));

  Duration after(Duration last) {
    if (last.isZero()) return first;
    Duration twice = last.multipliedBy(2);
    return twice.compareTo(longest) > 0 ? longest : twice;
  }
}

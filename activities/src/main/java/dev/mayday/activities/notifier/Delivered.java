package dev.mayday.activities.notifier;

import dev.mayday.activities.estate.Person;
import java.util.Locale;

/**
 * What became of one message to one person by one channel.
 *
 * @param person the person's name
 * @param channel the channel
 * @param trouble why it was not delivered; empty when a channel confirmed it
 */
public record Delivered(String person, Person.Channel channel, String trouble) {
  /** Whether the channel confirmed. */
  public boolean confirmed() {
    return trouble.isEmpty();
  }

  @Override
  public String toString() {
    String by = channel.name().toLowerCase(Locale.ROOT);
    return person + " by " + by + (confirmed() ? "" : ": " + trouble);
  }
}

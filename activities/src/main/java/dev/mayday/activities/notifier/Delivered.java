package dev.mayday.activities.notifier;

/**
 * What became of one message to one person by one channel.
 *
 * @param person the person's name
 * @param channel the channel's name
 * @param trouble why it was not delivered; empty when a channel confirmed it
 */
public record Delivered(String person, String channel, String trouble) {
  /** Whether the channel confirmed. */
  public boolean confirmed() {
    return trouble.isEmpty();
  }

  @Override
  public String toString() {
    return person + " by " + channel + (confirmed() ? "" : ": " + trouble);
  }
}

package dev.mayday.activities.notifier;

/** A channel did not confirm; the message says why and holds no secret. */
final class NotDelivered extends Exception {
  private static final long serialVersionUID = 1L;

  NotDelivered(String why) {
    super(why);
  }
}

package dev.mayday.activities.notifier;

import dev.mayday.activities.estate.Person;

/** One way to reach people. */
interface Channel {
  /**
   * Delivers a message, waits for the confirmation, and returns only with it.
   *
   * @throws NotDelivered when there is none, with the reason
   */
  void deliver(Person person, Message message) throws NotDelivered;
}

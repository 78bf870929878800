package dev.mayday.activities.notifier;

import dev.mayday.activities.estate.Person;
import java.io.PrintStream;

/** The terminal that Mayday runs in. */
final class ConsoleChannel implements Channel {
  private final PrintStream out;

  ConsoleChannel(PrintStream out) {
    this.out = out;
  }

  @Override
  public void deliver(Person person, Message message) throws NotDelivered {
    String said = "[mayday] to " + person.name() + ": " + message.subject() + "\n";
    String text = message.text().isEmpty() ? "" : message.text().indent(2);
    synchronized (out) {
      out.print(said + text);
      if (out.checkError()) throw new NotDelivered("the terminal is closed");
    }
  }
}

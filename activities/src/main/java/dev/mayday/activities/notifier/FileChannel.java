package dev.mayday.activities.notifier;

import dev.mayday.activities.estate.Person;
import dev.mayday.activities.ledger.Ledger;
import dev.mayday.incident.Names;
import dev.mayday.system.Unavailable;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** One append-only file for each person, one JSON line for each message. */
final class FileChannel implements Channel {
  private final Path folder;
  private final Clock clock;

  FileChannel(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  @Override
  public void deliver(Person person, Message message) throws NotDelivered {
    try {
      file(person).add(line(person, message));
    } catch (Unavailable unwritten) {
      throw new NotDelivered(unwritten.getMessage().lines().findFirst().orElse(""));
    }
  }

  private Ledger file(Person person) {
    return new Ledger(folder.resolve(Names.require("person", person.name()) + ".jsonl"));
  }

  private Map<String, String> line(Person person, Message message) {
    Map<String, String> line = new LinkedHashMap<>();
    line.put("at", clock.instant().toString());
    line.put("to", person.name());
    line.put("kind", message.kind());
    line.put("target", message.target());
    line.put("subject", message.subject());
    line.put("text", message.text());
    line.put("key", message.key());
    return line;
  }
}

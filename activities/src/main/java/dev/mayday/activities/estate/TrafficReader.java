package dev.mayday.activities.estate;

import dev.mayday.incident.Messaging;
import dev.mayday.incident.Traffic;

/** Reads where the service tells of the messages that it handled. */
final class TrafficReader {
  private static final Form<String> TIMED =
      Forms.REGEX.where(
          "with (?<time>...) in it", text -> text.isEmpty() || text.contains("(?<time>"));

  private TrafficReader() {}

  static Traffic read(Section traffic, Messaging messaging) {
    Traffic read =
        new Traffic(
            traffic.optional("lastMessage", MessagingReader.FIELD, ""),
            traffic.optional("openSince", MessagingReader.FIELD, ""),
            traffic.optional("handledLog", TIMED, ""),
            traffic.optional("openLog", TIMED, ""));
    boolean page = !read.lastMessage().isEmpty() || !read.openSince().isEmpty();
    if (page && messaging.statusUrl().isEmpty())
      traffic.wrong(
          read.lastMessage().isEmpty() ? "openSince" : "lastMessage",
          "is a field of the status answer, and messaging.statusUrl is empty");
    return read;
  }
}

package dev.mayday.activities.whatsapp;

import dev.mayday.incident.Messaging;
import dev.mayday.incident.NodeProcess;
import dev.mayday.system.LogMark;
import dev.mayday.system.Pm2;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the service's log says since a mark; only counts leave the host. */
final class ServiceLog {
  private final Messaging messaging;
  private final NodeProcess process;
  private final LogMark since;
  private final Pm2 pm2;

  ServiceLog(Messaging messaging, NodeProcess process, LogMark since, Pm2 pm2) {
    this.messaging = messaging;
    this.process = process;
    this.since = since;
    this.pm2 = pm2;
  }

  Said read() {
    List<String> patterns =
        Stream.of(messaging.openLog(), messaging.databaseLog(), messaging.filesLog())
            .filter(pattern -> !pattern.isEmpty())
            .distinct()
            .toList();
    if (patterns.isEmpty()) return new Said(0, "");
    Map<String, Integer> found = pm2.log(process, since, patterns, List.of()).matches();
    return new Said(found.getOrDefault(messaging.openLog(), 0), mode(found));
  }

  /** Both lines since one mark tell nothing: then the mode is left open. */
  private String mode(Map<String, Integer> found) {
    boolean database = found.getOrDefault(messaging.databaseLog(), 0) > 0;
    boolean files = found.getOrDefault(messaging.filesLog(), 0) > 0;
    if (database == files) return "";
    return database ? "database" : "files";
  }

  /** Whether the log can tell that a connection opened. */
  boolean tellsOpen() {
    return !messaging.openLog().isEmpty();
  }

  /** Whether the log can tell the mode. */
  boolean tellsMode() {
    return !messaging.databaseLog().isEmpty() || !messaging.filesLog().isEmpty();
  }

  /** How often a connection opened, and in which mode the service says it is. */
  record Said(int opened, String mode) {}
}

package dev.mayday.activities.whatsapp;

import dev.mayday.incident.Messaging;
import dev.mayday.incident.NodeProcess;
import dev.mayday.system.LogFindings;
import dev.mayday.system.LogMark;
import dev.mayday.system.Pm2;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the service's log says since a mark; only counts and companies' ids leave the host. */
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
    if (patterns.isEmpty()) return Said.NOTHING;
    LogFindings found = pm2.log(process, since, patterns, List.of());
    return new Said(
        found.matches().getOrDefault(messaging.openLog(), 0),
        found.companies().getOrDefault(messaging.openLog(), List.of()),
        mode(found.matches()));
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

  /** Whether the log names the company whose connection opened. */
  boolean tellsCompanies() {
    return messaging.openLog().contains("(?<company>");
  }

  /** Whether the log can tell either mode. With one line known, its absence tells nothing. */
  boolean tellsMode() {
    return !messaging.databaseLog().isEmpty() && !messaging.filesLog().isEmpty();
  }

  /**
   * What it says.
   *
   * @param opened how often a connection opened
   * @param companies whose, each once; empty where the pattern catches no company
   * @param mode in which mode the service says it is
   */
  record Said(int opened, List<String> companies, String mode) {
    static final Said NOTHING = new Said(0, List.of(), "");
  }
}

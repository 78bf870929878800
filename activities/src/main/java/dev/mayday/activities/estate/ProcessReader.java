package dev.mayday.activities.estate;

import dev.mayday.incident.NodeProcess;
import java.time.Duration;

/** Reads an entry of PM2: the service's own, or a neighbour's. */
final class ProcessReader {
  private static final Form<String> USER =
      Forms.text(
          "name of a Unix user, or empty for the worker's own",
          text -> text.isEmpty() || text.matches("[a-z_][a-z0-9_-]{0,31}"),
          "is not the name of a Unix user");

  private ProcessReader() {}

  static NodeProcess ofService(Section process) {
    String name = process.optional("name", Forms.NAME, "baileys-whatsapp-service");
    String pm2Home = process.required("pm2Home", Forms.PATH);
    return timed(process, name, pm2Home, process.optional("user", USER, ""));
  }

  /** Most live beside the service, under the same PM2. */
  static NodeProcess ofNeighbour(Section process, String neighbour, NodeProcess own) {
    String name = process.optional("name", Forms.NAME, neighbour, "the neighbour's own name");
    String pm2Home =
        process.optional("pm2Home", Forms.PATH, own.pm2Home(), "that of the service's process");
    String user = process.optional("user", USER, own.user(), "that of the service's process");
    return timed(process, name, pm2Home, user);
  }

  private static NodeProcess timed(Section process, String name, String pm2Home, String user) {
    Duration stop =
        process.optional("stopWithin", Amounts.duration("1s", "10m"), Duration.ofSeconds(30));
    Duration steady =
        process.optional("steadyFor", Amounts.duration("1s", "10m"), Duration.ofSeconds(15));
    boolean brief = stop != null && stop.compareTo(NodeProcess.SAVE_WITHIN) < 0;
    Duration save =
        process.optional(
            "saveWithin", Amounts.duration("1s", "10m"), brief ? stop : NodeProcess.SAVE_WITHIN);
    if (stop != null && save != null && save.compareTo(stop) > 0)
      process.wrong("saveWithin", "is longer than stopWithin: no stop could be proven in time");
    return new NodeProcess(name, pm2Home, user, stop, steady, save);
  }
}

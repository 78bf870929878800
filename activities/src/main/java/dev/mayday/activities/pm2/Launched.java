package dev.mayday.activities.pm2;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mayday.incident.NodeProcess;
import dev.mayday.system.Refused;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * How PM2 starts a process, as its daemon has it.
 *
 * @param script the file that is started
 * @param folder the folder that it is started in
 * @param interpreter what runs it: a path, a name on the daemon's PATH, or {@code none}
 * @param logs what its output goes to: standard output first, then standard error
 */
public record Launched(Path script, Path folder, String interpreter, List<Path> logs) {

  /**
   * Asks by PM2's own program, as the process's user: this shows as well that the program runs.
   *
   * @param node the Node program that runs PM2
   * @param pm2 PM2's script
   * @throws Refused when there is no daemon, or it does not list the process
   */
  public static Launched of(Path node, Path pm2, NodeProcess process) {
    Shell shell = new Shell(node, pm2, process);
    if (!new Daemon(process).answers()) throw silent(process);
    return StreamSupport.stream(shell.printed().spliterator(), false)
        .filter(app -> app.path("name").asText().equals(process.name()))
        .findFirst()
        .map(Launched::of)
        .orElseThrow(() -> silent(process));
  }

  private static Launched of(JsonNode app) {
    JsonNode env = app.path("pm2_env");
    List<Path> logs =
        Stream.of("pm_out_log_path", "pm_err_log_path")
            .map(name -> env.path(name).asText())
            .filter(path -> !path.isEmpty())
            .map(Path::of)
            .distinct()
            .toList();
    return new Launched(
        Path.of(env.path("pm_exec_path").asText()),
        Path.of(env.path("pm_cwd").asText("/")),
        env.path("exec_interpreter").asText("node"),
        logs);
  }

  private static Refused silent(NodeProcess process) {
    return new Refused(
        "the PM2 of %s does not know %s, so nothing tells how it is started\nHINT: see whether its daemon runs and the process is in its list (pm2 list as its user)"
            .formatted(process.pm2Home(), process.name()));
  }
}

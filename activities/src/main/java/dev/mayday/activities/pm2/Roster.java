package dev.mayday.activities.pm2;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * One PM2 daemon of this machine, of whichever user, and what it runs. It is found in the list of
 * processes and asked by its socket: no program of PM2's is started, for each of them starts a
 * daemon where there is none.
 *
 * @param pid the daemon's process
 * @param home its {@code PM2_HOME}
 * @param user the Unix user that it runs as
 * @param version PM2's version; empty when the title does not say it
 * @param entries what it lists
 * @param trouble why it gave no list; else empty
 */
public record Roster(
    long pid, String home, String user, String version, List<Listed> entries, String trouble) {
  private static final Duration WITHIN = Duration.ofSeconds(5);
  private static final Pattern TITLE =
      Pattern.compile("PM2 v?([0-9][^: ]*)?:? ?God Daemon \\(([^)\\x00]*)\\)?[\\s\\x00]*");

  /** Every daemon that runs here, by its home. Those of others are seen by root only. */
  public static List<Roster> all() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> of(process.pid()).stream())
        .sorted(Comparator.comparing(Roster::home))
        .toList();
  }

  private static Optional<Roster> of(long pid) {
    Matcher title = TITLE.matcher(title(pid));
    if (!title.matches()) return Optional.empty();
    String home = home(pid, title.group(2));
    String version = title.group(1) == null ? "" : title.group(1);
    try {
      Optional<JsonNode> list = new Rpc(Path.of(home, "rpc.sock")).list(WITHIN);
      String trouble = list.isPresent() ? "" : "its socket cannot be asked: look as its user";
      List<Listed> entries =
          list.stream()
              .flatMap(all -> StreamSupport.stream(all.spliterator(), false))
              .map(one -> Listed.of(new App(one), one))
              .toList();
      return Optional.of(new Roster(pid, home, owner(pid), version, entries, trouble));
    } catch (Unavailable silent) {
      return Optional.of(new Roster(pid, home, owner(pid), version, List.of(), "it is silent"));
    }
  }

  /** A title is cut where it has no room; the environment says it whole, to whoever may read it. */
  private static String home(long pid, String title) {
    Map<String, String> own = Kin.environment((int) pid);
    if (own.containsKey("PM2_HOME")) return own.get("PM2_HOME");
    return own.containsKey("HOME") ? own.get("HOME") + "/.pm2" : title;
  }

  private static String title(long pid) {
    try {
      return Files.readString(
          Path.of("/proc", String.valueOf(pid), "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  private static String owner(long pid) {
    try {
      return Files.getOwner(Path.of("/proc", String.valueOf(pid))).getName();
    } catch (IOException gone) {
      return "";
    }
  }

  /** The daemon's own variables; none where they may not be read. They may hold secrets. */
  public Map<String, String> environment() {
    return Kin.environment((int) pid);
  }

  /**
   * What a PM2 daemon lists once.
   *
   * @param name the entry's name
   * @param pid its process, or 0
   * @param status PM2's word for its state
   * @param folder where it was started
   * @param script what it runs
   * @param killTimeout how long PM2 waits after the stop signal before it kills
   * @param out its log
   * @param err its log of errors
   */
  public record Listed(
      String name,
      long pid,
      String status,
      String folder,
      String script,
      Duration killTimeout,
      String out,
      String err) {
    private static Listed of(App app, JsonNode node) {
      JsonNode env = node.path("pm2_env");
      return new Listed(
          app.name(),
          app.pid(),
          app.status(),
          env.path("pm_cwd").asText(),
          env.path("pm_exec_path").asText(),
          app.killTimeout(),
          env.path("pm_out_log_path").asText(),
          env.path("pm_err_log_path").asText());
    }
  }
}

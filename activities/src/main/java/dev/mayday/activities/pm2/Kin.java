package dev.mayday.activities.pm2;

import dev.mayday.incident.NodeProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All processes that come from one PM2 entry: its own, what descends from it, and what carries the
 * name and the home that PM2 put into its environment, wherever it was left.
 */
final class Kin {
  private final NodeProcess process;
  private final Set<ProcessHandle> known = new HashSet<>();

  private Kin(NodeProcess process) {
    this.process = process;
  }

  /** Those of now; {@code pid} is the entry's own, or 0. They are remembered when they scatter. */
  static Kin of(NodeProcess process, int pid) {
    Kin kin = new Kin(process);
    ProcessHandle.of(pid).filter(own -> pid > 0).ifPresent(kin::remember);
    kin.look();
    return kin;
  }

  /** Ids of those that still live, and of those that came meanwhile. */
  List<Long> living() {
    look();
    return known.stream().filter(Kin::lives).map(ProcessHandle::pid).sorted().toList();
  }

  /** Whether all that live are this process and what descends from it. */
  boolean allFrom(int pid) {
    Kin own = new Kin(process);
    ProcessHandle.of(pid).ifPresent(own::remember);
    return known.stream().filter(Kin::lives).allMatch(own.known::contains);
  }

  /** A process's own variables; none where they cannot be read. */
  static Map<String, String> environment(int pid) {
    Map<String, String> variables = new HashMap<>();
    ProcessHandle.of(pid)
        .map(handle -> read(handle, "environ"))
        .ifPresent(
            all -> {
              for (String one : all.split("\0", -1))
                if (one.contains("=")) variables.put(one.split("=", 2)[0], one.split("=", 2)[1]);
            });
    return variables;
  }

  /** A process that ended and waits for its parent to notice does not live. */
  static boolean lives(ProcessHandle handle) {
    String stat = read(handle, "stat");
    String state = stat.substring(stat.lastIndexOf(')') + 1).strip();
    return handle.isAlive() && !state.isEmpty() && !state.startsWith("Z");
  }

  private void look() {
    ProcessHandle.allProcesses().filter(this::marked).forEach(this::remember);
  }

  private void remember(ProcessHandle handle) {
    known.add(handle);
    handle.descendants().forEach(known::add);
  }

  private boolean marked(ProcessHandle handle) {
    List<String> environment = Stream.of(read(handle, "environ").split("\0")).toList();
    return environment.contains("name=" + process.name())
        && environment.contains("PM2_HOME=" + process.pm2Home())
        && environment.stream().anyMatch(variable -> variable.startsWith("pm_exec_path="))
        && !read(handle, "cmdline").contains("God Daemon");
  }

  private static String read(ProcessHandle handle, String file) {
    try {
      Path path = Path.of("/proc", String.valueOf(handle.pid()), file);
      return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    } catch (IOException goneOrNotOurs) {
      return "";
    }
  }
}

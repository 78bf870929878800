package dev.mayday.activities.neighbours;

import dev.mayday.incident.NodeProcess;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is no neighbour, whatever it shares: the service itself, PM2's daemon and command, Mayday,
 * and what people look and repair with.
 */
final class Bystanders {
  /** These run what they are given: a script makes a neighbour of them. */
  private static final Set<String> SHELLS =
      Set.of("sh", "bash", "dash", "zsh", "fish", "ksh", "ash", "busybox");

  private static final Set<String> TOOLS =
      Set.of(
          "su",
          "sudo",
          "login",
          "sshd",
          "sshd-session",
          "sftp-server",
          "screen",
          "tmux",
          "script",
          "less",
          "more",
          "tail",
          "head",
          "cat",
          "grep",
          "rg",
          "find",
          "ls",
          "du",
          "watch",
          "top",
          "htop",
          "ps",
          "lsof",
          "strace",
          "gdb",
          "vi",
          "vim",
          "nvim",
          "nano",
          "emacs",
          "mc",
          "git",
          "psql",
          "pg_dump",
          "pg_dumpall",
          "pg_restore",
          "pgcli",
          "rsync",
          "scp",
          "tar");

  private final Map<Long, Proc> all = new HashMap<>();

  /** Each with all that it began. */
  private final Set<Long> own = new HashSet<>();

  /** What began this worker: itself alone, it may have begun others. */
  private final Set<Long> above = new HashSet<>();

  /**
   * @param process the service's own
   */
  Bystanders(List<Proc> processes, NodeProcess process) {
    processes.forEach(one -> all.put(one.pid(), one));
    own.add(ProcessHandle.current().pid());
    for (Proc one : processes) if (of(one, process) || mayday(one)) own.add(one.pid());
    for (var at = ProcessHandle.current().parent(); at.isPresent(); at = at.get().parent())
      above.add(at.get().pid());
  }

  /** Whether it comes from an entry of PM2: what that began has its variables, too. */
  static boolean of(Proc one, NodeProcess process) {
    return process != null
        && one.variable("name").equals(process.name())
        && one.variable("PM2_HOME").equals(process.pm2Home())
        && !one.variable("pm_exec_path").isEmpty()
        && !daemon(one);
  }

  /**
   * @param unit whether it runs in a unit that is listed: no person sits before its shell
   */
  boolean hold(Proc one, Program program, boolean unit) {
    return above.contains(one.pid()) || began(own, one) || daemon(one) || (!unit && tool(program));
  }

  /** The first of a process's parents that is among these, itself included. */
  Optional<Proc> eldest(Proc one, Set<Long> among) {
    Proc eldest = null;
    for (Proc at = one; at != null && !daemon(at); at = all.get(at.parent()))
      if (among.contains(at.pid())) eldest = at;
    return Optional.ofNullable(eldest);
  }

  private boolean began(Set<Long> these, Proc one) {
    return eldest(one, these).isPresent();
  }

  private static boolean mayday(Proc one) {
    return one.words().stream().anyMatch(word -> word.startsWith("dev.mayday."));
  }

  private static boolean daemon(Proc one) {
    return one.words().get(0).contains("God Daemon");
  }

  private static boolean tool(Program program) {
    if (SHELLS.contains(program.name())) return program.script() == null;
    String script = program.script() == null ? "" : program.script().toString();
    return TOOLS.contains(program.name())
        || script.endsWith("/pm2")
        || script.contains("/.vscode-server/");
  }
}

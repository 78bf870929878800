package dev.mayday.activities.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for a process that may hold a lock of git's. What cannot be looked at counts as live. */
final class Live {
  private static final Path PROC = Path.of("/proc");

  private Live() {}

  /** The id of a process that has the lock open, or of a git that works in this tree. */
  static Optional<Long> in(Repo repo, Path lock) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> running(pid) && (holds(pid, lock) || (git(pid) && works(pid, repo))))
        .filter(Live::running) // one that ended while it was looked at could not be looked at
        .findFirst();
  }

  private static boolean running(long pid) {
    String stat = read(pid, "stat");
    return !stat.isEmpty() && !stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
  }

  private static boolean holds(long pid, Path lock) {
    try (Stream<Path> open = Files.list(PROC.resolve(pid + "/fd"))) {
      return open.anyMatch(fd -> lock.equals(link(fd).orElse(null)));
    } catch (IOException | UncheckedIOException notOurs) {
      return false;
    }
  }

  private static boolean git(long pid) {
    return read(pid, "comm").startsWith("git")
        && !read(pid, "cmdline").contains("fsmonitor--daemon");
  }

  private static boolean works(long pid, Repo repo) {
    Optional<Path> cwd = link(PROC.resolve(pid + "/cwd"));
    return cwd.isEmpty()
        || cwd.get().startsWith(repo.tree())
        || cwd.get().startsWith(repo.common())
        || read(pid, "cmdline").contains(repo.tree().toString());
  }

  private static Optional<Path> link(Path path) {
    try {
      return Optional.of(Files.readSymbolicLink(path));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static String read(long pid, String file) {
    try {
      return new String(
          Files.readAllBytes(PROC.resolve(pid + "/" + file)), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}

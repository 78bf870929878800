package dev.mayday.activities.command;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process and everything that it started. */
record Tree(ProcessHandle root) {
  /** Ends all of them at once; a child that is started meanwhile is found by looking again. */
  void destroy() {
    for (List<ProcessHandle> left = alive(); !left.isEmpty(); left = alive())
      left.forEach(Tree::end);
  }

  private List<ProcessHandle> alive() {
    return Stream.concat(root.descendants(), Stream.of(root))
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  private static void end(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().orTimeout(2, TimeUnit.SECONDS).exceptionally(e -> process).join();
  }
}

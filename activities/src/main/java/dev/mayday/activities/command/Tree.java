package dev.mayday.activities.command;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process and everything that it started. */
record Tree(ProcessHandle root) {
  /** Ends all of them at once; a child that is started meanwhile is found by looking again. */
  void destroy() {
    // a process that hangs in the kernel cannot be ended by anyone: it is not waited for for ever
    for (int look = 0; look < 5 && !alive().isEmpty(); look++) alive().forEach(Tree::end);
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

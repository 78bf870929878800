package dev.mayday.activities.pm2;

import dev.mayday.system.Unavailable;

/** Watches a process for a while: a loop is seen by its restarts, whatever its status says. */
record Watch(Shell shell) {
  App steady() {
    App first = look();
    if (!first.status().equals("online")) throw not("it is " + first.status());
    Clock clock = Clock.of(shell.process().steadyFor());
    while (clock.tick()) if (!lives(first.pid())) throw not(since(first));
    App last = look();
    if (last.pid() != first.pid()
        || last.restarts() != first.restarts()
        || !last.status().equals("online")) throw not(since(first));
    return last;
  }

  private static boolean lives(int pid) {
    return ProcessHandle.of(pid).map(Kin::lives).orElse(false);
  }

  private String since(App first) {
    App now = look();
    return "%s after %d restarts in at most %d ms"
        .formatted(
            now.status(),
            now.restarts() - first.restarts(),
            shell.process().steadyFor().toMillis());
  }

  private App look() {
    return shell.find().orElseThrow(() -> not("PM2 does not list it"));
  }

  private Unavailable not(String why) {
    return new Unavailable(
        "%s is not steady: %s\nHINT: see its error log (pm2 describe %s as its user)"
            .formatted(shell.process().name(), why, shell.process().name()));
  }
}

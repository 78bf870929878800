package dev.mayday.starter.setup;

import dev.mayday.incident.NodeProcess;
import java.time.Duration;
import java.util.List;

/** The process as its PM2 daemon lists it. */
final class ProcessLook {
  private final Site site;
  private final List<Site> all;

  /**
   * @param all every process that could be meant, this one first
   */
  ProcessLook(Site site, List<Site> all) {
    this.site = site;
    this.all = all;
  }

  void guess(Guesses guesses) {
    var listed = site.listed();
    guesses.put(
        "service.process.name",
        listed.name(),
        all.size() == 1 ? Certainty.SURE : Certainty.LIKELY,
        "%s, pid %d, runs %s".formatted(listed.status(), listed.pid(), listed.script()),
        all.stream().skip(1).map(other -> other.listed().name()).toList());
    guesses.sure(
        "service.process.pm2Home",
        site.daemon().home(),
        "PM2 %s, pid %d, of %s"
            .formatted(site.daemon().version(), site.daemon().pid(), site.daemon().user()));
    guesses.sure("service.process.user", site.daemon().user(), "the daemon runs as this user");
    Duration kills = listed.killTimeout();
    if (kills.compareTo(NodeProcess.SAVE_WITHIN) < 0)
      guesses.note(
          "PM2 kills %s %d ms after the stop signal: set kill_timeout to %d in its ecosystem file, so that it can save its sessions"
              .formatted(listed.name(), kills.toMillis(), NodeProcess.SAVE_WITHIN.toMillis()));
  }
}

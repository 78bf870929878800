package dev.mayday.scenario;

import dev.mayday.incident.Service;
import dev.mayday.runbook.Matters;
import dev.mayday.runbook.Recovery;
import dev.mayday.runbook.Undo;
import dev.mayday.system.Pm2;
import dev.mayday.system.SavedProcess;
import java.util.Map;

/**
 * What a boot of the host would start: what PM2 saved wins over the settings. Read when it is made,
 * in a rehearsal too; runs that began before arc 4 do not know of it.
 */
final class Boot {
  private final Recovery recovery;
  private final Service service;
  private final Pm2 pm2;
  private final SavedProcess saved;

  Boot(Recovery recovery, Pm2 pm2) {
    this.recovery = recovery;
    this.service = recovery.service();
    this.pm2 = pm2;
    saved = recovery.since(4) ? read() : SavedProcess.NONE;
  }

  private SavedProcess read() {
    return recovery.check(
        "what a boot of the host would start",
        () -> pm2.saved(service.process(), service.settings()),
        Sayings::of);
  }

  /**
   * So that a host that boots comes back on what is in place. It is the last step before the seal,
   * since until then a boot must not start a writer on the new place.
   */
  void outlast(String where, Map<String, String> values) {
    if (!saved.changeable()) return;
    SavedProcess then = saved.with(values);
    recovery.change(
        "have PM2 start " + service.process().name() + " on " + where + " when the host boots",
        Matters.of(service.process().pm2Home(), service.process().name(), values),
        fence -> pm2.save(service.process(), service.settings(), saved, then, fence),
        Undo.afterwards(
            fence -> pm2.save(service.process(), service.settings(), then, saved, fence)));
  }

  void leave() {
    if (recovery.since(4) && !doubtful().isEmpty())
      recovery.leave(
          doubtful() + ": when this host boots, see that it comes back; `pm2 save` as its user");
  }

  /** Why a boot of the host might not bring it back so; an empty text where it does. */
  private String doubtful() {
    if (!saved.listed()) return "PM2 has saved nothing of " + service.process().name();
    if (!saved.trouble().isEmpty())
      return saved.trouble() + ", so PM2 may start it in its old mode";
    return saved.status().equals("online") ? "" : "PM2 has saved it as " + saved.status();
  }
}

package dev.mayday.activities.pm2;

import dev.mayday.activities.env.EnvValues;
import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Settings;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;

/**
 * A life that somebody else began, mostly the boot of the host by what PM2 had saved. It is as good
 * as a start of this run's where nothing speaks against it: it began after the settings were
 * written last, its own environment says nothing else than they, and nobody lives beside it. What
 * cannot be looked at speaks against it.
 */
record Booted(NodeProcess process, Settings settings, App app) {
  /** Whether it has these values, from its environment or, where that has none, from its file. */
  boolean reads(Map<String, String> values) {
    Map<String, String> own = Kin.environment(app.pid());
    return app.status().equals("online")
        && !own.isEmpty()
        && values.entrySet().stream().allMatch(one -> has(own, one.getKey(), one.getValue()))
        && sinceTheSettings()
        && Kin.of(process, 0).allFrom(app.pid());
  }

  private boolean has(Map<String, String> own, String name, String value) {
    if (own.containsKey(name)) return own.get(name).equals(value);
    try {
      return EnvValues.read(settings, name).orElse("").equals(value);
    } catch (Refused unread) {
      return false;
    }
  }

  /** By the time of the rename that put them in place: what began before may have read others. */
  private boolean sinceTheSettings() {
    Instant began = app.state(settings).startedAt();
    try {
      Path file = Path.of(settings.path()).toRealPath();
      FileTime changed = (FileTime) Files.getAttribute(file, "unix:ctime");
      return began != null && began.isAfter(changed.toInstant());
    } catch (IOException | UnsupportedOperationException unseen) {
      return false;
    }
  }
}

package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.activities.sessions.format.Damage;
import dev.mayday.activities.sessions.format.InstalledStamp;
import dev.mayday.activities.sessions.format.KeyName;
import dev.mayday.activities.sessions.format.Line;
import dev.mayday.activities.sessions.format.ManifestCompany;
import dev.mayday.activities.sessions.format.ManifestKey;
import dev.mayday.activities.sessions.format.ManifestReader;
import dev.mayday.activities.sessions.format.SessionFolder;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was installed at the fallback: the common ancestor of the files and the rows of today.
 *
 * @param manifest of what was installed
 * @param at the moment of the fallback, by this host's clock; the service was stopped before it
 * @param companies what was known of each
 * @param odd files whose names do not lead back to their keys, by company and file
 */
record Base(
    Path manifest,
    Instant at,
    Map<String, ManifestCompany> companies,
    Map<String, Map<String, KeyName>> odd) {

  /**
   * Reads and proves it.
   *
   * @throws Refused when the folder was not installed by a fallback, or its book is damaged
   */
  static Base of(SessionStore store) {
    Path folder = Place.of(store).folder();
    try {
      Optional<InstalledStamp> stamp = InstalledStamp.read(folder);
      if (stamp.isEmpty()) throw refused(folder, "was not installed by a fallback");
      Path manifest = SessionFolder.staged(folder, stamp.get().name()).manifest();
      return read(manifest, stamp.get().at());
    } catch (Damage e) {
      throw refused(folder, e.getMessage());
    } catch (IOException e) {
      throw Disk.failed(folder, e);
    }
  }

  /** Reads and proves any manifest. */
  static Base read(Path manifest, Instant at) throws IOException, Damage {
    Map<String, ManifestCompany> companies = new HashMap<>();
    Map<String, Map<String, KeyName>> odd = new HashMap<>();
    try (ManifestReader reader = new ManifestReader(manifest)) {
      for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
        ManifestCompany company = line.get().company();
        if (company != null) companies.put(company.company(), company);
        else note(line.get().key(), odd);
      }
    }
    return new Base(manifest, at, companies, odd);
  }

  private static void note(ManifestKey key, Map<String, Map<String, KeyName>> odd) throws Damage {
    if (key.aside() && key.name().known()) return;
    String file;
    try {
      file = key.name().file();
    } catch (Damage noFile) {
      return; // kept aside for that very reason
    }
    if (!KeyName.ofFile(file).equals(Optional.of(key.name())))
      odd.computeIfAbsent(key.company(), c -> new HashMap<>()).put(file, key.name());
  }

  /** The keys one after another; the last answer is empty. */
  Peeked<ManifestKey> keys() {
    try {
      ManifestReader reader = new ManifestReader(manifest);
      return new Peeked<>(() -> nextKey(reader), reader);
    } catch (IOException | Damage e) {
      throw broken(e);
    }
  }

  private ManifestKey nextKey(ManifestReader reader) {
    try {
      while (true) {
        Optional<Line> line = reader.next();
        if (line.isEmpty()) return null;
        if (line.get().key() != null) return line.get().key();
      }
    } catch (IOException | Damage e) {
      throw broken(e);
    }
  }

  private RuntimeException broken(Exception e) {
    return e instanceof IOException io
        ? Disk.failed(manifest, io)
        : refused(manifest, e.getMessage());
  }

  private static Refused refused(Path what, String why) {
    return new Refused(
        what
            + " "
            + why
            + "\nHINT: only files that FallBackToFiles put in place can be brought back");
  }
}

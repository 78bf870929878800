package dev.mayday.activities.sessions.format;

import dev.mayday.activities.sessions.disk.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Written down before staged files are put in the service's place, beside them. Whether they are in
 * place is told by the folder itself: it carries the staged folder's name in {@link
 * SessionFolder#POINTER}, which goes with it through the exchange.
 *
 * @param name the staged folder's name
 * @param run the run that installed it
 * @param at when it was about to
 * @param present whether there was a folder before
 */
public record InstalledStamp(String name, String run, Instant at, boolean present) {
  /** Its file's name, in the book. */
  public static final String FILE = "installed.json";

  /**
   * What lies in the service's folder now: the name under which it was staged. Empty when the
   * folder is absent or was not installed by Mayday.
   */
  public static Optional<String> pointer(Path folder) throws IOException {
    Path pointer = folder.resolve(SessionFolder.POINTER);
    if (!Files.isRegularFile(pointer)) return Optional.empty();
    return Optional.of(Files.readString(pointer, StandardCharsets.UTF_8).strip());
  }

  /**
   * The stamp of what is installed in the service's folder; its manifest is {@code
   * SessionFolder.staged(folder, stamp.name()).manifest()}. Empty when nothing is.
   *
   * @throws Damage when the folder says it is installed but its stamp is gone or unreadable
   */
  public static Optional<InstalledStamp> read(Path folder) throws IOException, Damage {
    Optional<String> name = pointer(folder);
    if (name.isEmpty()) return Optional.empty();
    Optional<InstalledStamp> stamp = of(SessionFolder.staged(folder, name.get()));
    if (stamp.isEmpty()) throw new Damage("was installed by Mayday, but its stamp is gone");
    return stamp;
  }

  /** The stamp beside a staged folder, whether or not it is in place; empty when none was made. */
  public static Optional<InstalledStamp> of(SessionFolder staged) throws IOException, Damage {
    Path file = staged.book().resolve(FILE);
    if (!Files.isRegularFile(file)) return Optional.empty();
    return Optional.of(Line.read(Files.readAllBytes(file), InstalledStamp.class));
  }

  /** Writes it, synced. */
  public void write(SessionFolder staged) throws IOException {
    Disk.replace(staged.book().resolve(FILE), Line.write(this));
  }
}

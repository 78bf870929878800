package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.disk.Owner;
import dev.mayday.activities.sessions.format.CompanyFolders;
import dev.mayday.activities.sessions.format.SessionFolder;
import dev.mayday.incident.Names;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Where the service's folder really is. A link is followed once, here: what is exchanged is the
 * folder itself, and all that is staged lies beside it, on its file system.
 *
 * @param folder the service's folder, absolute, without links; it may be absent
 * @param names company to folder and back
 */
record Place(Path folder, CompanyFolders names) {
  static Place of(SessionStore store) {
    Path given = Path.of(store.folder()).toAbsolutePath().normalize();
    try {
      return new Place(real(given), names(store));
    } catch (IOException e) {
      throw new Refused(
          "the folder of the sessions, "
              + given
              + ", cannot be found ("
              + e.getClass().getSimpleName()
              + ")\nHINT: the folder above it must exist; check sessions.folder in mayday.yaml");
    }
  }

  static CompanyFolders names(SessionStore store) {
    try {
      return new CompanyFolders(store.companyFolder());
    } catch (IllegalArgumentException e) {
      throw new Refused(e.getMessage() + "\nHINT: check sessions.companyFolder in mayday.yaml");
    }
  }

  /** The folder staged under a run's name, which may not lead elsewhere. */
  SessionFolder staged(String name) {
    try {
      return SessionFolder.staged(folder, Names.require("name", name));
    } catch (IllegalArgumentException e) {
      throw new Refused(e.getMessage());
    }
  }

  /** Where what was there before is kept. */
  Path was(String name) {
    Path content = staged(name).content();
    return content.resolveSibling(content.getFileName() + ".was");
  }

  boolean present() {
    return Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * The service's user: the owner of the folder above, or where that is root's, of the folder that
   * is there.
   */
  Owner owner() throws IOException {
    Owner above = Owner.of(folder.getParent());
    return above.uid() == 0 && present() ? Owner.of(folder) : above;
  }

  private static Path real(Path given) throws IOException {
    if (Files.exists(given, LinkOption.NOFOLLOW_LINKS)) return given.toRealPath();
    return given.getParent().toRealPath().resolve(given.getFileName());
  }
}

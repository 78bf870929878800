package dev.mayday.activities.sessions.format;

import dev.mayday.activities.sessions.disk.Disk;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a dead attempt began and the source does not hold any more. */
final class Strays {
  private Strays() {}

  /** Leaves only the companies' folders and the pointer in the content. */
  static void remove(SessionFolder folder, CompanyFolders names, List<ManifestCompany> companies)
      throws IOException {
    Set<String> wanted =
        companies.stream()
            .filter(ManifestCompany::usable)
            .map(c -> names.folderOrStandIn(c.company()))
            .collect(Collectors.toSet());
    wanted.add(SessionFolder.POINTER);
    for (String name : Disk.names(folder.content()))
      if (!wanted.contains(name)) Disk.delete(folder.content().resolve(name));
  }
}

package dev.mayday.activities.sessions.format;

import dev.mayday.activities.sessions.disk.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Companies with one and the same identity. Both started, they throw each other out; one started,
 * it may speak in the other's name. Nobody here can tell whose it is, so none is started.
 */
final class Twins {
  private final Map<String, List<String>> byIdentity = new HashMap<>();

  Twins(List<ManifestCompany> companies) {
    for (ManifestCompany company : companies)
      if (company.usable())
        byIdentity.merge(
            company.identity(),
            List.of(company.company()),
            (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList());
  }

  /** The company as it stands in the end. */
  ManifestCompany last(ManifestCompany company) {
    List<String> same = byIdentity.getOrDefault(company.identity(), List.of());
    if (!company.usable() || same.size() < 2) return company;
    List<String> others = same.stream().filter(c -> !c.equals(company.company())).toList();
    return company.forbidden(
        "the same identity is in the credentials of company " + String.join(", ", others));
  }

  /** Takes its folder out of the content when it must not be started. */
  void part(SessionFolder folder, CompanyFolders names, ManifestCompany company)
      throws IOException {
    if (last(company).usable()) return;
    String name = names.folderOrStandIn(company.company());
    Path from = folder.content().resolve(name);
    Path to = Disk.folder(folder.unusable()).resolve(name);
    if (Files.exists(from)) Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }
}

package dev.mayday.activities.sessions.format;

import dev.mayday.activities.sessions.disk.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Shows that a folder still is what its manifest says: every file, and none besides. */
public final class FolderProof {
  private static final int AT_ONCE = 1024;
  private final SessionFolder folder;
  private final CompanyFolders names;
  private final Set<String> usable = new HashSet<>();
  private final List<ManifestKey> keys = new ArrayList<>();
  private int files;

  private FolderProof(SessionFolder folder, CompanyFolders names) {
    this.folder = folder;
    this.names = names;
  }

  /** Says the first thing that does not match, or nothing. */
  public static Optional<String> of(SessionFolder folder, CompanyFolders names) throws IOException {
    try {
      new FolderProof(folder, names).prove();
      return Optional.empty();
    } catch (Damage damage) {
      return Optional.of(damage.getMessage());
    }
  }

  private void prove() throws IOException, Damage {
    try (ManifestReader lines = new ManifestReader(folder.manifest())) {
      for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (line.get().key() != null) key(line.get().key());
        else company(line.get().company());
      }
    }
    for (String name : Disk.names(folder.content()))
      if (!name.equals(SessionFolder.POINTER) && !usable.contains(name))
        throw new Damage("holds " + name + ", which its manifest does not know");
  }

  private void key(ManifestKey key) throws IOException, Damage {
    if (key.aside()) return;
    keys.add(key);
    files++;
    if (keys.size() == AT_ONCE) compare();
  }

  /** The keys that were read since the last time, by all cores: the first that differs is said. */
  private void compare() throws IOException, Damage {
    try {
      Optional<Damage> wrong = keys.parallelStream().flatMap(this::wrong).findFirst();
      if (wrong.isPresent()) throw wrong.get();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      keys.clear();
    }
  }

  private Stream<Damage> wrong(ManifestKey key) {
    try {
      String name = names.folderOrStandIn(key.company());
      same(folder.content().resolve(name).resolve(key.name().file()), key.content());
      return Stream.empty();
    } catch (Damage damage) {
      return Stream.of(damage);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void company(ManifestCompany company) throws IOException, Damage {
    compare();
    int found = files;
    files = 0;
    if (!company.usable()) return;
    String name = names.folderOrStandIn(company.company());
    usable.add(name);
    Path place = folder.content().resolve(name);
    same(place.resolve(KeyName.CREDS_FILE), company.creds());
    if (found != company.keys() || Disk.names(place).size() != found + 1)
      throw new Damage("holds another number of files for company " + company.company());
  }

  private void same(Path file, Content content) throws IOException, Damage {
    if (!Files.isRegularFile(file)) throw new Damage("lacks a file of " + file.getParent());
    if (Files.size(file) != content.size()
        || !Digests.sha256(Files.readAllBytes(file)).equals(content.sha256()))
      throw new Damage("holds a changed file in " + file.getParent());
  }
}

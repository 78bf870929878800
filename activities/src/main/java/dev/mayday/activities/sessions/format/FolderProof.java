package dev.mayday.activities.sessions.format;

import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.system.CompanyState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;

/** Shows that a folder still is what its manifest says: every file, and none besides. */
public final class FolderProof {
  private static final int AT_ONCE = 256;
  private final SessionFolder folder;
  private final CompanyFolders names;
  private final Cores cores;
  private final Set<String> usable = new HashSet<>();
  private final List<CompanyState> companies = new ArrayList<>();
  private final Deque<Future<Optional<Damage>>> compared = new ArrayDeque<>();
  private List<ManifestKey> keys = new ArrayList<>();
  private int files;

  private FolderProof(SessionFolder folder, CompanyFolders names, Cores cores) {
    this.folder = folder;
    this.names = names;
    this.cores = cores;
  }

  /** Says the first thing that does not match, or nothing. */
  public static Optional<String> of(SessionFolder folder, CompanyFolders names) throws IOException {
    try {
      prove(folder, names);
      return Optional.empty();
    } catch (Damage damage) {
      return Optional.of(damage.getMessage());
    }
  }

  /**
   * What the manifest says in all, once the folder is shown to be as it says.
   *
   * @throws Damage says the first thing that does not match
   */
  static Summary prove(SessionFolder folder, CompanyFolders names) throws IOException, Damage {
    try (Cores cores = new Cores()) {
      return new FolderProof(folder, names, cores).prove();
    }
  }

  private Summary prove() throws IOException, Damage {
    try (ManifestReader lines = new ManifestReader(folder.manifest())) {
      for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (line.get().key() != null) key(line.get().key());
        else company(line.get().company());
      }
      onlyKnown();
      return new Summary(lines.header(), List.copyOf(companies), lines.end().keys());
    }
  }

  private void onlyKnown() throws IOException, Damage {
    for (String name : Disk.names(folder.content()))
      if (!name.equals(SessionFolder.POINTER) && !usable.contains(name))
        throw new Damage("holds " + name + ", which its manifest does not know");
  }

  private void key(ManifestKey key) throws IOException, Damage {
    if (key.aside()) return;
    keys.add(key);
    files++;
    if (keys.size() == AT_ONCE) compare(Cores.ENOUGH);
  }

  /** Lets the keys since the last time be compared while further ones are read. */
  private void compare(int atMost) throws IOException, Damage {
    List<ManifestKey> these = keys;
    keys = new ArrayList<>();
    compared.add(cores.begin(() -> firstWrong(these)));
    while (compared.size() > atMost) {
      Optional<Damage> wrong = Cores.result(compared.poll());
      if (wrong.isPresent()) throw wrong.get();
    }
  }

  private Optional<Damage> firstWrong(List<ManifestKey> these) throws IOException {
    try {
      for (ManifestKey key : these) {
        String name = names.folderOrStandIn(key.company());
        same(folder.content().resolve(name).resolve(key.name().file()), key.content());
      }
      return Optional.empty();
    } catch (Damage damage) {
      return Optional.of(damage);
    }
  }

  private void company(ManifestCompany company) throws IOException, Damage {
    companies.add(company.state());
    compare(0);
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

  private static void same(Path file, Content content) throws IOException, Damage {
    if (!Files.isRegularFile(file)) throw new Damage("lacks a file of " + file.getParent());
    if (!Digests.sha256(start(file, content.size() + 1)).equals(content.sha256()))
      throw new Damage("holds a changed file in " + file.getParent());
  }

  /** The first bytes of a file: one that grew is another one, however large it is now. */
  private static byte[] start(Path file, long bytes) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(Math.toIntExact(bytes));
    }
  }
}

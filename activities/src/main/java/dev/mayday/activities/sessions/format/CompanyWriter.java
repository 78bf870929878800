package dev.mayday.activities.sessions.format;

import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.activities.sessions.disk.Owner;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes one company into a folder of sessions; what a dead attempt left of it goes first. */
final class CompanyWriter {
  private final SessionFolder folder;
  private final ManifestWriter manifest;
  private final Owner owner;
  private final String company;
  private final byte[] creds;
  private String version;
  private final CompanyCheck check;
  private final Creds judged;
  private final Path place;
  private final Path aside;
  private int keys;
  private int kept;
  private long handedOutBelow;

  CompanyWriter(
      SessionFolder folder,
      CompanyFolders names,
      ManifestWriter manifest,
      Owner owner,
      String company,
      byte[] creds,
      String version)
      throws IOException {
    this.folder = folder;
    this.manifest = manifest;
    this.owner = owner;
    this.company = company;
    this.creds = creds;
    this.version = version;
    this.check = new CompanyCheck(manifest.header().generation());
    this.judged = check.creds(creds);
    String name = folder(names);
    Path usable = folder.content().resolve(name);
    Path unusable = folder.unusable().resolve(name);
    this.aside = folder.aside().resolve(name);
    for (Path left : new Path[] {usable, unusable, aside}) Disk.delete(left);
    this.place = check.usable() ? usable : unusable;
    Disk.folder(place);
    if (check.usable()) take(place);
  }

  /** Judges a key by itself; any thread may. */
  Judged judge(KeyName name, byte[] json) {
    return check.judge(name, json);
  }

  void key(Judged key, String rowVersion) throws IOException {
    KeyName name = key.name();
    byte[] content = key.json();
    boolean along = check.usable();
    try {
      if (along) content = check.key(key);
    } catch (Damage damage) {
      along = false;
    }
    if (along) along = mayComeAlong(name);
    if (along || !check.usable()) write(place, key, content, rowVersion, along);
    else write(Disk.folder(aside), key, key.json(), rowVersion, false);
  }

  void lost(KeyName name, String why) {
    check.lost(name, why);
  }

  void forbid(String sentence) {
    check.forbid(sentence);
  }

  void version(String known) {
    version = known;
  }

  void note(String sentence) {
    check.note(sentence);
  }

  void handedOutBelow(long next) {
    handedOutBelow = next;
  }

  /** Closes it: credentials last, everything synced, then its line. */
  void finish() throws IOException {
    check.finish();
    byte[] last = creds == null ? null : counted(Creds.content(creds));
    Path where = place;
    if (last != null) {
      Disk.write(place.resolve(KeyName.CREDS_FILE), last);
      if (check.usable()) take(place.resolve(KeyName.CREDS_FILE));
    }
    if (!check.usable()) where = apart();
    Disk.sync(where);
    manifest.company(line(last));
  }

  private String folder(CompanyFolders names) {
    try {
      return names.folder(company);
    } catch (Damage damage) {
      check.forbid("the company " + damage.getMessage());
      return names.folderOrStandIn(company);
    }
  }

  private boolean mayComeAlong(KeyName name) {
    if (name.ratchet() && !manifest.header().ratchets()) return false;
    return !(name.type().equals("sender-key-memory") && check.senderKeyLost());
  }

  private void write(Path into, Judged key, byte[] bytes, String rowVersion, boolean along)
      throws IOException {
    KeyName name = key.name();
    try {
      Path file = into.resolve(name.file());
      Disk.write(file, bytes);
      if (along) take(file);
      Content content = key.described(bytes);
      manifest.key(new ManifestKey(company, name.type(), name.id(), rowVersion, content, !along));
      if (along) keys++;
      else kept++;
    } catch (FileAlreadyExistsException twice) {
      check.lost(name, "has the same file as another key; the first was kept");
    } catch (Damage damage) {
      check.lost(name, damage.getMessage());
    }
  }

  /** Where a later state may have given out more pre-keys, their ids are skipped. */
  private byte[] counted(byte[] content) {
    boolean leap = !manifest.header().ratchets() || check.countersTooLow();
    if (!check.usable() || !leap) return content;
    long own = Math.max(judged.nextPreKeyId(), check.highestPreKey() + 1);
    long next = Math.max(own, handedOutBelow);
    try {
      byte[] raised = PreKeyCounters.set(content, next + manifest.header().leap());
      if (Creds.check(raised).usable()) return raised;
    } catch (Damage damage) {
      check.note("the credentials " + damage.getMessage());
    }
    check.forbid("the pre-key counters of the credentials cannot be raised");
    return content;
  }

  private Path apart() throws IOException {
    Path unusable = Disk.folder(folder.unusable()).resolve(place.getFileName());
    if (!place.equals(unusable)) Files.move(place, unusable, StandardCopyOption.ATOMIC_MOVE);
    return unusable;
  }

  private ManifestCompany line(byte[] written) {
    int along = check.usable() ? keys : 0;
    return new ManifestCompany(
        company,
        check.usable(),
        along,
        kept + keys - along,
        check.findings(),
        version,
        written == null ? null : Content.of(written),
        creds == null ? "" : Content.of(creds).meaning(),
        judged.identity());
  }

  private void take(Path path) throws IOException {
    if (owner != null) owner.take(path);
  }
}

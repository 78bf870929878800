package dev.mayday.activities.sessions.format;

import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.activities.sessions.disk.Owner;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Writes a folder of sessions from a stream: company, its keys in order, the next company. Judges
 * everything on the way, keeps apart what must not be started or read, and is complete only after
 * {@link #finish()}. A later writer for the same work goes on after the last complete company. A
 * thousand keys at most are in memory at a time: while some are written the next ones are judged.
 * Files are 0600 in folders 0700. One thread may use it.
 *
 * <p>An {@link IOException} is the disk's: {@link Disk#failed} makes a known failure of it.
 */
public final class FolderWriter implements Closeable {
  private static final int BEAT_EVERY = 256;

  private final SessionFolder folder;
  private final CompanyFolders names;
  private final Owner owner;
  private final LongConsumer progress;
  private final ManifestWriter manifest;
  private final Behind behind = new Behind();
  private final Judging judging = new Judging(behind);
  private CompanyWriter open;
  private long keys;

  /**
   * Begins, or goes on with what a dead attempt left.
   *
   * @param owner whose the content is to be; null for the worker's own user
   * @param progress told the number of keys so far, every few hundred keys
   */
  public FolderWriter(
      SessionFolder folder,
      CompanyFolders names,
      ManifestHeader header,
      Owner owner,
      LongConsumer progress)
      throws IOException {
    this.folder = folder;
    this.names = names;
    this.owner = owner;
    this.progress = progress;
    Disk.folder(folder.content());
    if (owner != null) owner.take(folder.content());
    this.manifest = new ManifestWriter(folder, header);
    manifest.done().forEach(c -> keys += c.keys() + c.aside());
  }

  /** The last company that is complete already; go on after it. Empty to begin. */
  public String after() {
    List<ManifestCompany> done = manifest.done();
    return done.isEmpty() ? "" : done.get(done.size() - 1).company();
  }

  /** The header in force: of the attempt that began, whose snapshot counts. */
  public ManifestHeader header() {
    return manifest.header();
  }

  /**
   * Begins a company; the one before is complete.
   *
   * @param creds the bytes of its credentials; null when there are none
   * @param version the row's version; empty when unknown
   */
  public void company(String company, byte[] creds, String version) throws IOException {
    closeCompany();
    if (!after().isEmpty() && KeyName.BYTES.compare(company, after()) <= 0)
      throw new IllegalArgumentException("companies do not come in the order of their ids' bytes");
    open = new CompanyWriter(folder, names, manifest, owner, company, creds, version);
    judging.of(open);
    progress.accept(keys);
  }

  /** A key of the last company. */
  public void key(KeyName name, byte[] json, String version) throws IOException {
    judging.key(name, json, version);
    if (++keys % BEAT_EVERY == 0) progress.accept(keys);
  }

  /** A key of the last company that could not be read where it came from. */
  public void lost(KeyName name, String why) throws IOException {
    CompanyWriter company = open;
    judging.flush();
    behind.then(() -> company.lost(name, why));
  }

  /** The last company must not be started, for a reason that its content does not show. */
  public void forbid(String sentence) throws IOException {
    CompanyWriter company = open;
    judging.flush();
    behind.then(() -> company.forbid(sentence));
  }

  /** The version of the last company's credentials row, where it is known only after its keys. */
  public void version(String version) throws IOException {
    CompanyWriter company = open;
    judging.flush();
    behind.then(() -> company.version(version));
  }

  /** Pre-key ids of the last company below this one may have been handed out, whatever it says. */
  public void handedOutBelow(long next) throws IOException {
    CompanyWriter company = open;
    judging.flush();
    behind.then(() -> company.handedOutBelow(next));
  }

  /** Something else that is worth knowing about the last company. */
  public void note(String sentence) throws IOException {
    CompanyWriter company = open;
    judging.flush();
    behind.then(() -> company.note(sentence));
  }

  /**
   * Completes the folder: the last company, what only the whole shows, every file read back and
   * compared, all of it synced, and the manifest last.
   *
   * @throws Damage when a file does not read as it was written
   */
  public Summary finish() throws IOException, Damage {
    closeCompany();
    Twins twins = new Twins(manifest.done());
    for (ManifestCompany company : manifest.done()) twins.part(folder, names, company);
    Strays.remove(folder, names, manifest.done().stream().map(twins::last).toList());
    Disk.sync(folder.content());
    manifest.finish(twins::last);
    try {
      return FolderProof.prove(folder, names);
    } catch (Damage wrong) {
      Disk.delete(folder.manifest());
      throw wrong;
    }
  }

  @Override
  public void close() throws IOException {
    behind.close();
    judging.close();
    manifest.close();
  }

  private void closeCompany() throws IOException {
    judging.flush();
    behind.drain();
    if (open != null) open.finish();
    open = null;
  }
}

package dev.mayday.activities.sessions.format;

import dev.mayday.activities.sessions.disk.Disk;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Writes a manifest as the folder grows. It grows under another name and takes its own only when it
 * is complete; each company is synced as it closes, so a later attempt goes on after the last one.
 */
final class ManifestWriter implements Closeable {
  private final SessionFolder folder;
  private final ManifestHeader header;
  private final List<ManifestCompany> done = new ArrayList<>();
  private final FileChannel channel;
  private final OutputStream out;

  /** Goes on with what a dead attempt left when it had begun the same, else begins. */
  ManifestWriter(SessionFolder folder, ManifestHeader wanted) throws IOException {
    this.folder = folder;
    Disk.folder(folder.book());
    Optional<ManifestHeader> left = left(wanted);
    this.header = left.orElse(wanted);
    if (left.isEmpty()) {
      Files.deleteIfExists(folder.part());
      Disk.write(folder.part(), Line.of(wanted).bytes());
    }
    this.channel = FileChannel.open(folder.part(), StandardOpenOption.WRITE);
    channel.position(channel.size());
    this.out = new java.io.BufferedOutputStream(Channels.newOutputStream(channel));
  }

  /** The header in force: of the attempt that began, whose snapshot counts. */
  ManifestHeader header() {
    return header;
  }

  /** The companies that are complete. */
  List<ManifestCompany> done() {
    return done;
  }

  void key(ManifestKey key) throws IOException {
    out.write(Line.of(key).bytes());
  }

  void company(ManifestCompany company) throws IOException {
    out.write(Line.of(company).bytes());
    out.flush();
    channel.force(true);
    done.add(company);
  }

  /** Gives the manifest its own name, each company as {@code last} says in the end. */
  void finish(UnaryOperator<ManifestCompany> last) throws IOException {
    close();
    List<ManifestCompany> companies = done.stream().map(last).toList();
    Path whole = folder.manifest().resolveSibling("manifest.jsonl.tmp");
    Files.deleteIfExists(whole);
    new Whole(whole).write(folder.part(), companies);
    Disk.force(whole);
    Files.move(whole, folder.manifest(), StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(folder.part());
    Disk.force(folder.book());
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** Reads what is there; cuts off what follows the last complete company. */
  private Optional<ManifestHeader> left(ManifestHeader wanted) throws IOException {
    if (!Files.isRegularFile(folder.part())) return Optional.empty();
    ManifestHeader found = null;
    long kept = 0;
    long read = 0;
    try (BufferedReader lines =
        Files.newBufferedReader(folder.part(), StandardCharsets.ISO_8859_1)) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        Line line =
            Line.parse(
                new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        read += text.length() + 1;
        if (found == null) found = line.header();
        if (found == null || !found.sameWork(wanted)) return Optional.empty();
        if (line.company() != null) done.add(line.company());
        if (line.company() != null || line.header() != null) kept = read;
      }
    } catch (Damage tornLine) {
      if (found == null) return Optional.empty();
    }
    if (found == null || kept > Files.size(folder.part())) return Optional.empty();
    cut(kept);
    return Optional.of(found);
  }

  private void cut(long length) throws IOException {
    try (FileChannel part = FileChannel.open(folder.part(), StandardOpenOption.WRITE)) {
      part.truncate(length);
    }
  }
}

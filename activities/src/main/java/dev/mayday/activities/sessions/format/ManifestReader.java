package dev.mayday.activities.sessions.format;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.Optional;

/**
 * Reads a manifest line by line and proves it on the way: sorted, whole, unchanged. A manifest that
 * is not ends in {@link Damage} before the last line was given out.
 */
public final class ManifestReader implements Closeable {
  private static final Comparator<ManifestKey> ORDER =
      Comparator.comparing(ManifestKey::company, KeyName.BYTES).thenComparing(ManifestKey::name);

  private final BufferedReader lines;
  private final MessageDigest digest = Digests.sha256();
  private final ManifestHeader header;
  private ManifestKey previous;
  private ManifestEnd end;

  /**
   * Opens the manifest of a folder.
   *
   * @throws IOException when it cannot be read
   * @throws Damage when it does not begin as a manifest
   */
  public ManifestReader(Path manifest) throws IOException, Damage {
    this.lines = Files.newBufferedReader(manifest, StandardCharsets.UTF_8);
    try {
      Line first = take();
      if (first == null || first.header() == null) throw new Damage("does not begin with a header");
      this.header = first.header();
    } catch (IOException | Damage | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  /** The first line. */
  public ManifestHeader header() {
    return header;
  }

  /**
   * The next key or company; empty at the end, when the whole was proven.
   *
   * @throws Damage when it is cut, changed or out of order
   */
  public Optional<Line> next() throws IOException, Damage {
    if (end != null) return Optional.empty();
    Line line = take();
    if (line == null) throw new Damage("is cut off");
    if (line.key() != null) order(line.key());
    return line.end() == null ? Optional.of(line) : Optional.empty();
  }

  /** The totals, once {@link #next} said that it is the end. */
  public ManifestEnd end() {
    return end;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private Line take() throws IOException, Damage {
    String text = lines.readLine();
    if (text == null) return null;
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    Line line = Line.parse(bytes);
    if (line.end() != null) finish(line.end());
    else digest.update(bytes);
    return line;
  }

  private void finish(ManifestEnd last) throws Damage {
    if (!last.sha256().equals(Digests.hex(digest.digest())))
      throw new Damage("was changed after it was written");
    end = last;
  }

  private void order(ManifestKey key) throws Damage {
    if (previous != null && ORDER.compare(previous, key) >= 0) throw new Damage("is out of order");
    previous = key;
  }
}

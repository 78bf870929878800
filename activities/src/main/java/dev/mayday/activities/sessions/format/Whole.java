package dev.mayday.activities.sessions.format;

import dev.mayday.activities.sessions.disk.Disk;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns a manifest that grew into a whole one: what showed only in the end (a company that must not
 * be started after all) is said on every line, and the last line proves all before it.
 */
final class Whole {
  /** How the line of a key begins, as {@link Line} writes it: there may be a million of them. */
  private static final String KEY = "{\"key\":";

  private final Path target;
  private final MessageDigest digest = Digests.sha256();
  private long keys;
  private int closed;

  Whole(Path target) {
    this.target = target;
  }

  void write(Path part, List<ManifestCompany> companies) throws IOException {
    Disk.write(target, new byte[0]);
    try (BufferedReader lines = Files.newBufferedReader(part, StandardCharsets.UTF_8);
        OutputStream out =
            new BufferedOutputStream(Files.newOutputStream(target, StandardOpenOption.WRITE))) {
      copy(lines, out, companies);
      String proof = Digests.hex(digest.digest());
      out.write(Line.of(new ManifestEnd(companies.size(), keys, proof)).bytes());
    } catch (Damage damage) {
      throw new IOException("the growing manifest " + damage.getMessage());
    }
  }

  private void copy(BufferedReader lines, OutputStream out, List<ManifestCompany> companies)
      throws IOException, Damage {
    Set<String> unusable =
        companies.stream()
            .filter(c -> !c.usable())
            .map(ManifestCompany::company)
            .collect(Collectors.toSet());
    closed = 0;
    for (String text = lines.readLine(); text != null; text = lines.readLine()) {
      boolean stays = unusable.isEmpty() && text.startsWith(KEY);
      byte[] bytes =
          stays
              ? (text + "\n").getBytes(StandardCharsets.UTF_8)
              : last(text, unusable, companies).bytes();
      if (text.startsWith(KEY)) keys++;
      digest.update(bytes);
      out.write(bytes);
    }
  }

  private Line last(String text, Set<String> unusable, List<ManifestCompany> companies)
      throws Damage {
    Line line = Line.parse(text);
    if (line.key() != null) return Line.of(line.key().in(unusable));
    return line.company() != null ? Line.of(companies.get(closed++)) : line;
  }
}

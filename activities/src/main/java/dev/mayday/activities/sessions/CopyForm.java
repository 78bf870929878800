package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.format.CompanyFolders;
import dev.mayday.activities.sessions.format.Damage;
import dev.mayday.activities.sessions.format.Line;
import dev.mayday.activities.sessions.format.ManifestKey;
import dev.mayday.activities.sessions.format.ManifestReader;
import dev.mayday.activities.sessions.format.SessionFolder;
import dev.mayday.incident.SessionStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which Baileys generation the warm copy's content is of, told by the content itself: a sender key
 * is a list in 6 and a Buffer in 7, and some types of keys came with 7. The other keys are alike.
 *
 * @param sixes how many signs of generation 6 there are
 * @param sevens how many signs of generation 7
 * @param bytes what its files take on a disk with blocks of 4 KiB
 */
public record CopyForm(int sixes, int sevens, long bytes) {
  private static final int BLOCK = 4096;

  /** So many sender keys tell enough: a copy may hold a hundred thousand. */
  private static final int ENOUGH = 200;

  private static final Set<String> NEW =
      Set.of("lid-mapping", "device-list", "tctoken", "identity-key");

  /** What was left out of the copy because the configured generation cannot read it. */
  private static final Pattern LEFT_OUT = Pattern.compile("in the form of Baileys ([67])\\b");

  /** Reads the current copy; nothing where there is none that can be read. */
  public static Optional<CopyForm> of(SessionStore store) {
    try {
      Path copies = Path.of(store.copies());
      String name = SessionFolder.current(copies).toRealPath().getFileName().toString();
      return Optional.of(new Signs(SessionFolder.generation(copies, name), store).all());
    } catch (IOException | Damage unreadable) {
      return Optional.empty();
    }
  }

  /** 6 or 7; 0 where there is no sign, or signs of both. */
  public int generation() {
    if (sixes > 0 && sevens > 0) return 0;
    return sixes > 0 ? 6 : sevens > 0 ? 7 : 0;
  }

  private static final class Signs {
    private final SessionFolder copy;
    private final CompanyFolders names;
    private int sixes;
    private int sevens;
    private int read;
    private long bytes;

    Signs(SessionFolder copy, SessionStore store) {
      this.copy = copy;
      this.names = Place.names(store);
    }

    CopyForm all() throws IOException, Damage {
      try (ManifestReader lines = new ManifestReader(copy.manifest())) {
        for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
          if (line.get().key() != null) key(line.get().key());
          else line.get().company().findings().forEach(this::finding);
        }
      }
      return new CopyForm(sixes, sevens, bytes);
    }

    private void key(ManifestKey key) throws IOException, Damage {
      bytes += (key.content().size() / BLOCK + 1) * BLOCK;
      if (NEW.contains(key.type())) sevens++;
      if (!key.type().equals("sender-key") || read == ENOUGH) return;
      read++;
      String folder = names.folderOrStandIn(key.company());
      int first = first(copy.file(folder, key.name().file(), key.aside()));
      if (first == '[') sixes++;
      if (first == '{') sevens++;
    }

    private void finding(String sentence) {
      Matcher other = LEFT_OUT.matcher(sentence);
      if (!other.find()) return;
      if (other.group(1).equals("6")) sixes++;
      else sevens++;
    }

    private static int first(Path file) throws IOException {
      if (!Files.isRegularFile(file)) return -1;
      try (InputStream in = Files.newInputStream(file)) {
        return new String(in.readNBytes(16), java.nio.charset.StandardCharsets.UTF_8)
            .strip()
            .chars()
            .findFirst()
            .orElse(-1);
      }
    }
  }
}

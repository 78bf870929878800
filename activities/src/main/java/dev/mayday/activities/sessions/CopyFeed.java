package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.format.CompanyFolders;
import dev.mayday.activities.sessions.format.Content;
import dev.mayday.activities.sessions.format.Damage;
import dev.mayday.activities.sessions.format.FolderWriter;
import dev.mayday.activities.sessions.format.KeyName;
import dev.mayday.activities.sessions.format.Line;
import dev.mayday.activities.sessions.format.ManifestCompany;
import dev.mayday.activities.sessions.format.ManifestKey;
import dev.mayday.activities.sessions.format.ManifestReader;
import dev.mayday.activities.sessions.format.SessionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A generation of the warm copy, file by file as its manifest lists them; each is compared. The
 * service's own folder may be further than the copy: it was worked on since, and left by a return.
 */
final class CopyFeed implements Feed {
  private final SessionFolder copy;
  private final Place place;
  private final CompanyFolders names;
  private String open = "";
  private byte[] creds;

  CopyFeed(SessionFolder copy, Place place) {
    this.copy = copy;
    this.place = place;
    this.names = place.names();
  }

  @Override
  public void into(FolderWriter writer) throws IOException, Damage {
    String after = writer.after();
    try (ManifestReader lines = new ManifestReader(copy.manifest())) {
      for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
        ManifestKey key = line.get().key();
        ManifestCompany company = line.get().company();
        String whose = key != null ? key.company() : company.company();
        if (KeyName.BYTES.compare(whose, after) <= 0) continue;
        if (!whose.equals(open)) open(whose, writer);
        if (key != null) key(key, writer);
        else close(company, writer);
      }
    }
  }

  private void open(String company, FolderWriter writer) throws IOException {
    open = company;
    Path content = copy.file(folder(company), KeyName.CREDS_FILE, false);
    Path found =
        Files.exists(content) ? content : copy.file(folder(company), KeyName.CREDS_FILE, true);
    creds = Reading.whole(found).orElse(null);
    writer.company(company, creds, "");
    Path left = place.folder().resolve(folder(company)).resolve(KeyName.CREDS_FILE);
    writer.handedOutBelow(Counters.of(Reading.whole(left).orElse(null)).next());
  }

  private void key(ManifestKey key, FolderWriter writer) throws IOException {
    try {
      Path file = copy.file(folder(key.company()), key.name().file(), key.aside());
      Optional<byte[]> bytes = Reading.whole(file);
      if (bytes.isEmpty()) writer.lost(key.name(), "cannot be read in the copy");
      else if (!Content.of(bytes.get()).equals(key.content()))
        writer.lost(key.name(), "was changed in the copy after it was made");
      else writer.key(key.name(), bytes.get(), key.version());
    } catch (Damage damage) {
      writer.lost(key.name(), damage.getMessage());
    }
  }

  private void close(ManifestCompany company, FolderWriter writer) throws IOException {
    writer.version(company.version());
    if (company.creds() != null && creds != null && !Content.of(creds).equals(company.creds()))
      writer.forbid("the credentials were changed in the copy after it was made");
  }

  /** A company that no folder can be named after is in no folder: it stays unusable. */
  private String folder(String company) {
    return names.folderOrStandIn(company);
  }
}

package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.activities.sessions.format.Damage;
import dev.mayday.activities.sessions.format.FolderWriter;
import dev.mayday.activities.sessions.format.KeyName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files that lie in the service's folder. They may be torn: a torn one is read again for a
 * moment, then kept apart and said.
 */
record FilesFeed(Place place) implements Feed {
  @Override
  public void into(FolderWriter writer) throws IOException {
    String after = writer.after();
    for (String company : FilesThere.companies(place))
      if (KeyName.BYTES.compare(company, after) > 0) company(company, writer);
  }

  private void company(String company, FolderWriter writer) throws IOException {
    Path folder = FilesThere.folder(place, company);
    List<String> files = Disk.names(folder);
    Optional<byte[]> creds = Reading.stable(folder.resolve(KeyName.CREDS_FILE));
    writer.company(company, creds.orElse(null), "");
    if (creds.isEmpty() && files.contains(KeyName.CREDS_FILE))
      writer.note("creds.json is there but cannot be read");
    List<KeyName> keys = files.stream().flatMap(f -> KeyName.ofFile(f).stream()).sorted().toList();
    for (KeyName key : keys) key(folder, key, writer);
    if (keys.size() + (files.contains(KeyName.CREDS_FILE) ? 1 : 0) < files.size())
      writer.note("there are other files besides keys; left where they are");
  }

  private static void key(Path folder, KeyName key, FolderWriter writer) throws IOException {
    try {
      Optional<byte[]> bytes = Reading.json(folder.resolve(key.file()));
      if (bytes.isPresent()) writer.key(key, bytes.get(), "");
      else writer.lost(key, "cannot be read");
    } catch (Damage oddName) {
      writer.lost(key, oddName.getMessage());
    }
  }
}

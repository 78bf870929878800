package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.format.FolderWriter;
import dev.mayday.activities.sessions.format.KeyName;
import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The rows of the database, as they stand in one snapshot. */
record LiveFeed(LiveRows rows, Database database, SessionStore store) implements Feed {
  @Override
  public void into(FolderWriter writer) throws IOException {
    try {
      rows.export(database, store, writer.after(), new Into(writer));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private record Into(FolderWriter writer) implements LiveRows.Sink {
    @Override
    public void company(String company, byte[] creds, String version) {
      try {
        writer.company(company, creds, version);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void key(String type, String id, byte[] json, String version) {
      try {
        writer.key(new KeyName(type, id), json, version);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

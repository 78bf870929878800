package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.format.KeyName;
import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.Unavailable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rows in memory that can go away, also in the middle. */
final class FakeRows implements LiveRows {
  final SortedMap<String, byte[]> creds = new TreeMap<>(KeyName.BYTES);
  final SortedMap<String, SortedMap<KeyName, byte[]>> keys = new TreeMap<>(KeyName.BYTES);
  boolean lost;
  int breaksAfter = Integer.MAX_VALUE;
  int exported;
  Runnable beforeKey = () -> {};

  @Override
  public Rows count(Database database, SessionStore store) {
    if (lost) throw gone();
    return new Rows(List.copyOf(keys.keySet()), keys.values().stream().mapToLong(Map::size).sum());
  }

  @Override
  public void export(Database database, SessionStore store, String after, Sink sink) {
    if (lost) throw gone();
    for (String company : keys.keySet()) {
      if (KeyName.BYTES.compare(company, after) <= 0) continue;
      sink.company(company, creds.get(company), "v1");
      keys.get(company)
          .forEach(
              (name, json) -> {
                beforeKey.run();
                if (exported++ == breaksAfter) throw gone();
                sink.key(name.type(), name.id(), json, "v2");
              });
    }
  }

  private static Unavailable gone() {
    return new Unavailable("the database does not answer\nHINT: wait");
  }
}

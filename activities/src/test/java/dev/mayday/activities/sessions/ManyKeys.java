package dev.mayday.activities.sessions;

import dev.mayday.activities.fence.Fences;
import dev.mayday.activities.sessions.format.CompanyMaker;
import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.Source;
import dev.mayday.system.Staged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Stages one company of 20,000 keys of 10 KiB that a stream makes; run with a small heap. */
final class ManyKeys implements LiveRows {
  private static final int KEYS = 20_000;

  private ManyKeys() {}

  /** The one argument is a folder to work in. */
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    Path folder = Files.createDirectories(root.resolve("app")).resolve("sessions");
    SessionStore store = Bench.store(folder, root.resolve("copies"), 7);
    Source live = new Source(Source.Kind.LIVE, "live", null, List.of("11"), KEYS);
    Staged staged =
        new SessionsAdapter(new ManyKeys(), new Fences(root.resolve("fences")))
            .stage(null, store, live, "run-1", null);
    System.out.println("staged " + staged.companies().get(0).keys() + " keys");
  }

  @Override
  public Rows count(Database database, SessionStore store) {
    return new Rows(List.of("11"), KEYS);
  }

  @Override
  public void export(Database database, SessionStore store, String after, Sink sink) {
    byte[] devices =
        ("[\"" + "1234567\",\"".repeat(1000) + "0\"]").getBytes(StandardCharsets.UTF_8);
    sink.company("11", new CompanyMaker(11, 7).creds(), "v1");
    for (int i = 0; i < KEYS; i++) sink.key("device-list", "7900%07d".formatted(i), devices, "v2");
  }
}

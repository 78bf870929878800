package dev.mayday.activities.sessions;

import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.Sessions;
import dev.mayday.system.SessionsContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SessionsAdapterTest extends SessionsContract {
  @TempDir Path root;
  private Bench bench;

  @BeforeEach
  void bench() {
    bench = new Bench(root, 6);
    bench.rows.lost = true;
  }

  @Override
  protected Sessions sessions() {
    return bench.sessions;
  }

  @Override
  protected Database database() {
    return null;
  }

  @Override
  protected SessionStore store() {
    return bench.store;
  }

  @Override
  protected void live(String... companies) {
    bench.rows.lost = false;
    for (String company : companies) bench.live(company);
  }

  @Override
  protected void lost() {
    bench.rows.lost = true;
  }

  @Override
  protected void warmCopy(Instant snapshot, String... companies) throws Exception {
    bench.warmCopy(snapshot, companies);
  }

  @Override
  protected void files(String... companies) throws IOException {
    for (String company : companies) bench.files(company);
  }

  @Override
  protected void tear(String company) {
    bench.rows.creds.computeIfPresent(company, (c, json) -> Arrays.copyOf(json, 400));
  }

  @Override
  protected String folder() throws IOException {
    return Bench.all(bench.folder);
  }

  @Override
  protected List<String> companies() throws IOException {
    try (Stream<Path> folders = Files.list(bench.folder)) {
      return folders
          .filter(f -> Files.exists(f.resolve("creds.json")))
          .map(f -> f.getFileName().toString().replace("company_", ""))
          .sorted()
          .toList();
    }
  }

  @Override
  protected boolean ratchets(String company) throws IOException {
    try (Stream<Path> files = Files.list(bench.folder.resolve("company_" + company))) {
      return files.anyMatch(f -> f.getFileName().toString().startsWith("session-"));
    }
  }

  @Override
  protected boolean aside() throws IOException {
    try (Stream<Path> files = Files.list(bench.folder.getParent())) {
      return files.anyMatch(f -> f.getFileName().toString().contains(".mayday-"));
    }
  }
}

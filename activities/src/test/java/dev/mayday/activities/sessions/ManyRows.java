package dev.mayday.activities.sessions;

import dev.mayday.activities.postgres.Connections;
import dev.mayday.activities.postgres.PostgresCluster;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.system.Copy;
import java.nio.file.Path;
import java.time.Duration;

/** Makes a warm copy of the database that {@code DATABASE_URL} names; run with a small heap. */
final class ManyRows {
  private ManyRows() {}

  /** The one argument is a folder to work in. */
  public static void main(String[] arguments) {
    Copy copy =
        new WarmCopyAdapter(new Connections(new Secrets()))
            .refresh(
                PostgresCluster.database(Duration.ofSeconds(10)),
                Fallen.store(Path.of(arguments[0])));
    System.out.println("copied " + copy.keys() + " keys");
  }
}

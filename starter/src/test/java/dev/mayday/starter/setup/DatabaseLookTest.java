package dev.mayday.starter.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.postgres.PostgresCluster;
import dev.mayday.activities.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The look at a real database of which a part cannot be read. */
class DatabaseLookTest {
  private static final String AUTH = "service.sessions.auth.table";
  private static final String KEYS = "service.sessions.keys.table";
  private final PostgresCluster cluster = PostgresCluster.shared();
  private final String database = cluster.newDatabase();
  @TempDir Path folder;
  private Wishes wishes;

  @BeforeEach
  void tables() throws IOException {
    wishes = new Wishes("app-1", "production", "desk", "", "", folder, folder);
    Files.writeString(folder.resolve("desk-database"), cluster.url(database));
    cluster.execute(
        database,
        "CREATE TABLE archive (id text PRIMARY KEY, kind text, document jsonb, note text)",
        "CREATE TABLE identity (tenant text PRIMARY KEY, secret jsonb, changed timestamptz)",
        "INSERT INTO identity VALUES ('north', '{\"signedIdentityKey\": 1}', now())",
        "CREATE TABLE signal (tenant text, kind text, name text, value jsonb, changed timestamptz)",
        "INSERT INTO signal VALUES ('north', 'pre-key', '1', '{}', now())");
  }

  @Test
  void everythingIsFoundWhereNothingIsLocked() {
    Guesses found = guesses();
    assertThat(found.value(AUTH)).isEqualTo("identity");
    assertThat(found.value(KEYS)).isEqualTo("signal");
    assertThat(found.notes()).isEmpty();
  }

  /** It is looked at first, and what comes after it is found all the same. */
  @Test
  void aTableThatIsLockedHidesNoOther() throws SQLException {
    try (Connection holder = locked("archive")) {
      Guesses found = guesses();
      assertThat(holder.isValid(1)).isTrue();
      assertThat(found.value(AUTH)).isEqualTo("identity");
      assertThat(found.value(KEYS)).isEqualTo("signal");
      assertThat(found.notes())
          .singleElement()
          .asString()
          .contains("the table archive could not be read", "timeout");
    }
  }

  /** Negative control: the one that is needed is missing, and why is said where it is asked for. */
  @Test
  void aTableOfSessionsThatIsLockedIsMissingAndNamed() throws SQLException {
    try (Connection holder = locked("identity")) {
      Guesses found = guesses();
      assertThat(holder.isValid(1)).isTrue();
      assertThat(found.of(AUTH).orElseThrow().missing()).isTrue();
      assertThat(found.of(AUTH).orElseThrow().evidence())
          .contains("the table identity could not be read", "no other table of");
      assertThat(found.value(KEYS)).isEqualTo("signal");
    }
  }

  /** As a migration holds it; it is let go with the connection. */
  private Connection locked(String table) throws SQLException {
    Connection holder = cluster.connect(database);
    holder.setAutoCommit(false);
    try (Statement lock = holder.createStatement()) {
      lock.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
    }
    return holder;
  }

  private Guesses guesses() {
    Secrets secrets = new Secrets(Map.of());
    Guesses guesses = new Guesses(wishes, UnaryOperator.identity());
    DatabaseLook look = DatabaseLook.written(wishes, secrets).orElseThrow();
    look.guess(guesses, secrets, List.of(look));
    return guesses;
  }
}

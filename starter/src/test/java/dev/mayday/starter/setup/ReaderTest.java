package dev.mayday.starter.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.activities.postgres.PostgresCluster;
import dev.mayday.activities.postgres.TransactionPooler;
import dev.mayday.activities.secret.Secrets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Setup looks at a database that a service works on, over a session that is the service's next. */
class ReaderTest {
  private static final String SETTINGS =
      "SELECT string_agg(name || '=' || setting, '; ' ORDER BY name) FROM pg_settings";

  private final PostgresCluster cluster = PostgresCluster.shared();
  private TransactionPooler pooler;
  private Connection service;
  private Secrets secrets;

  @BeforeEach
  void theServiceWorks() throws Exception {
    String database = cluster.newDatabase();
    cluster.execute(database, "CREATE TABLE work (n integer)");
    pooler = TransactionPooler.before(cluster.port());
    service = cluster.connect(database, pooler, "&assumeMinServerVersion=9.0&prepareThreshold=0");
    secrets = cluster.secrets(database, pooler);
  }

  @AfterEach
  void end() throws Exception {
    service.close();
    pooler.close();
  }

  @Test
  void itReadsAndCannotDoOtherwise() throws SQLException {
    try (Reader reader = Reader.open(secrets, "env:DATABASE_URL")) {
      assertThat(reader.one("SHOW statement_timeout")).isEqualTo("5s");
      assertThatThrownBy(() -> reader.one("INSERT INTO work VALUES (1) RETURNING n"))
          .hasMessageContaining("read-only transaction");
      assertThat(reader.one("SELECT ?", "still there")).isEqualTo("still there");
    }
  }

  @Test
  void theServiceFindsItsSessionAsItWasAndWrites() throws SQLException {
    String before = settings();
    try (Reader reader = Reader.open(secrets, "env:DATABASE_URL")) {
      assertThat(reader.one("SHOW transaction_read_only")).isEqualTo("on");
      assertThat(settings()).isEqualTo(before);
    }
    execute(service, "INSERT INTO work VALUES (1)");
  }

  /** Negative control: a setting of the session is handed on, and the service cannot write. */
  @Test
  void aSessionThatIsSetReadOnlyIsTheServicesNext() throws SQLException {
    String before = settings();
    execute(service, "SET default_transaction_read_only = on");
    assertThat(settings()).isNotEqualTo(before);
    assertThatThrownBy(() -> execute(service, "INSERT INTO work VALUES (1)"))
        .hasMessageContaining("read-only transaction");
  }

  private String settings() throws SQLException {
    try (Statement statement = service.createStatement();
        var row = statement.executeQuery(SETTINGS)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

package dev.mayday.activities.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.activities.neighbours.NeighboursAdapter;
import dev.mayday.activities.postgres.Connections;
import dev.mayday.activities.postgres.PostgresAdapter;
import dev.mayday.activities.postgres.PostgresCluster;
import dev.mayday.activities.postgres.Transaction;
import dev.mayday.activities.postgres.TransactionPooler;
import dev.mayday.incident.Checkout;
import dev.mayday.incident.Settings;
import dev.mayday.system.Fence;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Before the database stands a pooler, which hands one session from Mayday to the service after
 * each transaction. The service must find it as it was, and be able to write.
 */
class BehindPoolerTest {
  private static final String RUN = "run-1";

  /** A driver that sets nothing once it is connected. */
  private static final String LEAN = "&assumeMinServerVersion=9.0";

  private static final String SESSION =
      "SELECT (SELECT string_agg(name || '=' || setting, '; ' ORDER BY name) FROM pg_settings)"
          + " || '; statements: ' || (SELECT count(*) FROM pg_prepared_statements)"
          + " || '; locks: ' || (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory')";

  @TempDir Path folder;
  private final PostgresCluster cluster = PostgresCluster.shared();
  private Fallen world;
  private TransactionPooler pooler;
  private Connection service;
  private Connections mayday;
  private String before;

  @BeforeEach
  void theServiceWorks() throws Exception {
    world = new Fallen(folder);
    world.company(1, 10);
    world.row("1", "lid-mapping", "a", "\"old\"");
    world.sql(
        "INSERT INTO bot.whatsapp_keys (company_id, key_type, key_id, key_data) SELECT 1,"
            + " 'lid-mapping', 'n' || n, '\"x\"' FROM generate_series(1, 1300) n",
        "CREATE TABLE work (n integer)");
    pooler = TransactionPooler.before(cluster.port());
    service = cluster.connect(world.name, pooler, LEAN + "&prepareThreshold=0");
    mayday = new Connections(cluster.secrets(world.name, pooler));
    before = session();
  }

  @AfterEach
  void end() throws Exception {
    service.close();
    pooler.close();
  }

  @Test
  void aProbeAndALookAtTheNeighboursLeaveTheSessionAsItWas() throws SQLException {
    assertThat(new PostgresAdapter(mayday).probe(world.database).ready()).isTrue();
    asBefore();
    Checkout checkout = new Checkout(folder.toString(), "main", "tag", List.of());
    Settings settings = new Settings(folder + "/.env", "THE_MODE", "database", "files", "");
    assertThat(
            new NeighboursAdapter(mayday)
                .look(checkout, settings, world.database, null, List.of())
                .unseen())
        .noneMatch(said -> said.contains("cannot be asked for"));
    asBefore();
  }

  @Test
  void aCopyOfAThousandRowsLeavesTheSessionAsItWas() throws SQLException {
    assertThat(new WarmCopyAdapter(mayday).refresh(world.database, world.store).keys())
        .isEqualTo(1301);
    asBefore();
  }

  @Test
  void aReturnAndItsUndoLeaveTheSessionAsItWas() throws Exception {
    world.sql("UPDATE bot.whatsapp_keys SET updated_at = now() - interval '1 hour'");
    world.fallBack(false);
    world.write("1", "lid-mapping-a.json", "\"newer\"");
    SessionRowsAdapter rows = new SessionRowsAdapter(mayday);
    rows.mayReturn(world.database, world.store);
    rows.compare(world.database, world.store);
    asBefore();
    assertThat(rows.bringBack(world.database, world.store, RUN, fence(1)).updated()).isEqualTo(1);
    assertThat(rows.prove(world.database, world.store, RUN)).contains("as brought or newer");
    asBefore();
    rows.takeBack(world.database, world.store, RUN, fence(2));
    rows.forget(world.database, world.store, RUN);
    rows.sweep(world.database, world.store, Instant.now());
    asBefore();
    assertThat(world.rowOf("1", "lid-mapping", "a")).isEqualTo("\"old\"");
  }

  @Test
  void whatFailsLeavesTheSessionAsItWas() throws SQLException {
    assertThatThrownBy(() -> mayday.read(world.database, BehindPoolerTest::work))
        .as("who reads cannot write")
        .hasMessageContaining("read-only transaction");
    asBefore();
    Transaction.Work<Void> stumbles =
        connection -> {
          work(connection);
          throw new IllegalStateException("stumbled");
        };
    assertThatThrownBy(() -> new Transactions(mayday).change(world.database, stumbles))
        .hasMessage("stumbled");
    assertThat(world.query("SELECT count(*) FROM work")).as("nothing of it stays").isEqualTo("0");
    asBefore();
  }

  @Test
  void whatIsSetHoldsWithinTheTransaction() {
    Transaction.Work<List<String>> shown =
        connection ->
            List.of(
                value(connection, "transaction_isolation"),
                value(connection, "transaction_read_only"),
                value(connection, "lock_timeout"),
                value(connection, "idle_in_transaction_session_timeout"),
                value(connection, "TimeZone"));
    Transactions transactions = new Transactions(mayday, Duration.ofSeconds(90));
    assertThat(transactions.read(world.database, shown))
        .containsExactly("repeatable read", "on", "10s", "90s", "UTC");
    assertThat(transactions.change(world.database, shown))
        .containsExactly("repeatable read", "off", "10s", "90s", "UTC");
  }

  /** Negative control: what Mayday once did. */
  @Test
  void whatIsSetForTheSessionIsTheServicesFromThenOn() throws SQLException {
    try (Connection careless = mayday.open(world.database)) {
      Transactions.execute(careless, "SET default_transaction_read_only = on");
    }
    assertThat(session()).isNotEqualTo(before);
    assertThatThrownBy(() -> work(service)).hasMessageContaining("read-only transaction");
  }

  /** Negative control: a driver left to itself prepares what it runs often, and each COMMIT. */
  @Test
  void whatADriverPreparesStaysInTheSession() throws SQLException {
    try (Connection careless = cluster.connect(world.name, pooler, LEAN + "&prepareThreshold=1");
        var query = careless.prepareStatement("SELECT 1");
        var row = query.executeQuery()) {
      assertThat(row.next()).isTrue();
    }
    assertThat(session()).isNotEqualTo(before).contains("statements: 1");
  }

  /** Of each transaction of Mayday's the service finds nothing, and it can write. */
  private void asBefore() throws SQLException {
    assertThat(session()).isEqualTo(before);
    service.setAutoCommit(false);
    work(service);
    service.rollback();
    service.setAutoCommit(true);
  }

  private static Void work(Connection connection) throws SQLException {
    Transactions.execute(connection, "INSERT INTO work VALUES (1)");
    return null;
  }

  private String session() throws SQLException {
    return Catalogue.text(service, SESSION).orElseThrow();
  }

  /** In the units that people write. */
  private static String value(Connection connection, String setting) throws SQLException {
    return Catalogue.text(connection, "SHOW " + setting).orElseThrow();
  }

  private static Fence fence(int epoch) {
    return new Fence("test/whatsapp", "recovery-1", 1000, 3, epoch);
  }
}

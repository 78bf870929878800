package dev.mayday.activities.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Database;
import dev.mayday.system.Postgres;
import dev.mayday.system.PostgresContract;
import dev.mayday.system.Reachability;
import dev.mayday.system.Reachability.State;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every state of the contract, brought about on a real server. */
class PostgresAdapterTest extends PostgresContract {
  private static PostgresCluster own;

  private final Map<String, String> environment = new HashMap<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final Postgres postgres = new PostgresAdapter(new Connections(new Secrets(environment)));

  @Override
  protected Postgres postgres() {
    return postgres;
  }

  @Override
  protected String password() {
    return PostgresCluster.shared().password();
  }

  @Override
  protected Database unresolvable() {
    return database("env:NOWHERE", List.of());
  }

  @Override
  protected Database arrange(State state) throws Exception {
    PostgresCluster shared = PostgresCluster.shared();
    return switch (state) {
      case READY -> at(shared.url("postgres"));
      case DNS -> at(shared.url("postgres").replace("127.0.0.1", "no-such-host.invalid"));
      case REFUSED -> at(killed().url("postgres"));
      case TIMEOUT -> at(frozen().url("postgres"));
      case TLS -> at(shared.url("postgres") + "?sslmode=require");
      case AUTHENTICATION -> at(shared.url("postgres").replaceAll(":[^:]*@", ":wrong@"));
      case TOO_MANY_CLIENTS -> at(crowded().url("postgres"));
      case STARTING_UP -> at(starting().url("postgres"));
      case NETWORK_DOWN -> networkDown();
      case NO_SUCH_DATABASE -> at(shared.url("nothing_of_that_name"));
      case OTHER -> at("postgresql://u:p@127.0.0.1:" + keep(new Mumbler()).port() + "/db");
    };
  }

  @Test
  void a_port_that_swallows_packets_is_a_timeout() throws Exception {
    Database database = at(blackhole().url());
    Reachability found = postgres.probe(database);
    assertThat(found.state()).isEqualTo(State.TIMEOUT);
    assertThat(found.took()).isLessThan(database.connectWithin().plusSeconds(1));
  }

  @Test
  void a_witness_that_answers_puts_the_blame_on_the_database() throws Exception {
    environment.put("DATABASE_URL", blackhole().url());
    Database database = witnessed("127.0.0.1:" + PostgresCluster.shared().port());
    assertThat(postgres.probe(database).state()).isEqualTo(State.TIMEOUT);
    assertThat(postgres.probe(database).databaseDown()).isTrue();
  }

  @Test
  void an_unknown_host_is_the_network_when_no_witness_answers() throws Exception {
    environment.put("DATABASE_URL", "postgresql://u:p@no-such-host.invalid/db");
    Database database = witnessed("127.0.0.1:" + PostgresCluster.freePort());
    assertThat(postgres.probe(database).state()).isEqualTo(State.NETWORK_DOWN);
    assertThat(postgres.probe(database).databaseDown()).isFalse();
  }

  @Test
  void a_server_that_shuts_down_is_not_ready_yet() throws Exception {
    PostgresCluster cluster = keep(PostgresCluster.start());
    Connection guest = keep(cluster.connect("postgres"));
    cluster.signalFirst("TERM");
    environment.put("DATABASE_URL", cluster.url("postgres"));
    State state = postgres.probe(database("env:DATABASE_URL", List.of())).state();
    assertThat(guest.isValid(5)).isTrue();
    assertThat(state).isEqualTo(State.STARTING_UP);
  }

  @Test
  void comes_back_as_ready_after_the_crash() throws Exception {
    PostgresCluster cluster = killed();
    assertThat(postgres.probe(at(cluster.url("postgres"))).state()).isEqualTo(State.REFUSED);
    cluster.launch();
    cluster.awaitReady();
    assertThat(postgres.probe(at(cluster.url("postgres"))).state()).isEqualTo(State.READY);
  }

  private PostgresCluster killed() {
    own().kill();
    return own();
  }

  private PostgresCluster frozen() throws IOException {
    own().freeze();
    open.add(own()::thaw);
    return own();
  }

  private PostgresCluster crowded() throws SQLException {
    PostgresCluster cluster = keep(PostgresCluster.start("max_connections = 5"));
    while (true) {
      try {
        open.add(0, cluster.connect("postgres"));
      } catch (SQLException full) {
        assertThat(full.getSQLState()).isEqualTo("53300");
        return cluster;
      }
    }
  }

  /**
   * A standby that takes no queries answers as a server in recovery does, for as long as one likes.
   */
  private PostgresCluster starting() throws Exception {
    PostgresCluster cluster = keep(PostgresCluster.start());
    cluster.kill();
    PostgresPrograms.handOver(Files.createFile(cluster.data().resolve("standby.signal")));
    cluster.configure("hot_standby = off");
    cluster.launch();
    await(() -> !refused(cluster));
    return cluster;
  }

  private static boolean refused(PostgresCluster cluster) {
    try {
      cluster.connect("postgres").close();
      return false;
    } catch (SQLException e) {
      return "08001".equals(e.getSQLState());
    }
  }

  private Database networkDown() throws Exception {
    environment.put("DATABASE_URL", blackhole().url());
    return witnessed("127.0.0.1:" + PostgresCluster.freePort());
  }

  private Blackhole blackhole() throws IOException {
    return keep(new Blackhole());
  }

  private Database witnessed(String witness) {
    return database("env:DATABASE_URL", List.of(witness));
  }

  private Database at(String url) {
    environment.put("DATABASE_URL", url);
    return database("env:DATABASE_URL", List.of());
  }

  private static Database database(String url, List<String> witnesses) {
    Duration apart = Duration.ofMillis(1);
    return new Database(url, Duration.ofSeconds(2), apart, apart, witnesses);
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) Thread.onSpinWait();
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private <T extends AutoCloseable> T keep(T thing) {
    open.add(0, thing);
    return thing;
  }

  private static PostgresCluster own() {
    if (own == null) own = PostgresCluster.start();
    return own;
  }

  @AfterEach
  void end() throws Exception {
    for (AutoCloseable each : open) each.close();
    if (own != null && !own.running()) {
      own.launch();
      own.awaitReady();
    }
  }

  @AfterAll
  static void endOwn() {
    if (own != null) own.close();
    own = null;
  }
}

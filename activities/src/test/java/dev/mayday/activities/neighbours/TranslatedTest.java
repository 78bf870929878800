package dev.mayday.activities.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.neighbours.Sockets.Socket;
import dev.mayday.activities.postgres.Connections;
import dev.mayday.activities.postgres.PostgresCluster;
import dev.mayday.incident.Checkout;
import dev.mayday.incident.Neighbour;
import dev.mayday.incident.Neighbour.Shared;
import dev.mayday.incident.Settings;
import dev.mayday.system.Found;
import dev.mayday.system.Neighbourhood;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Between this host and the database an address is translated, or a pooler stands: then the server
 * names other addresses than this host's, and the service must not be taken for its own neighbour.
 */
class TranslatedTest {
  private static final int NOBODYS = 1;

  @TempDir private Path checkout;
  private final PostgresCluster cluster = PostgresCluster.shared();
  private String database;
  private Connection service;
  private Connection stranger;

  @BeforeEach
  void theServiceAndAStrangerAreConnected() throws SQLException {
    database = cluster.newDatabase();
    service = connect("whatsapp");
    stranger = connect("reporting");
  }

  @AfterEach
  void end() throws SQLException {
    service.close();
    stranger.close();
  }

  @Test
  void theServicesOwnSessionIsNoStrangerWhereItsAddressIsTranslated() {
    Neighbourhood seen = look(to(NOBODYS));
    assertThat(seen.found()).isEmpty();
    assertThat(seen.unseen())
        .anyMatch(
            said -> said.contains("not seen") && said.contains("translated or a pooler stands"));
  }

  /** A person's own pattern is believed wherever it leads to. */
  @Test
  void whoIsListedIsKnownAllTheSame() {
    Neighbour listed =
        new Neighbour(
            "bi",
            null,
            "",
            "",
            "^reporting@",
            List.of(Shared.DATABASE),
            Neighbour.Treatment.UNTOUCHED);
    assertThat(look(to(NOBODYS), listed).found())
        .extracting(Found::neighbour)
        .containsExactly("bi");
  }

  /** Negative control: where the server sees this host's own port, the other is a stranger. */
  @Test
  void whereOwnConnectionsAreSeenAStrangerIsOne() throws SQLException {
    Neighbourhood seen = look(to(portOf(service)));
    assertThat(seen.found())
        .extracting(Found::what)
        .containsExactly("database session reporting@127.0.0.1");
    assertThat(seen.unseen()).noneMatch(said -> said.contains("translated"));
  }

  /** Negative control: a host without connections has none that could be missed. */
  @Test
  void whereThisHostHasNoConnectionEverySessionIsAStrangers() {
    assertThat(look(List.of()).found()).hasSize(2);
  }

  private Neighbourhood look(List<Socket> sockets, Neighbour... listed) {
    return new Look(
            new Connections(cluster.secrets(database)),
            new Sockets(sockets),
            List.of(),
            false,
            List.of(listed))
        .around(
            new Checkout(checkout.toString(), "main", "tag", List.of()),
            new Settings(checkout + "/.env", "THE_MODE", "database", "files", ""),
            PostgresCluster.database(Duration.ofSeconds(10)),
            null);
  }

  /** A connection to the database, from this port. */
  private List<Socket> to(int port) {
    InetAddress host = InetAddress.getLoopbackAddress();
    var here = new InetSocketAddress(host, port);
    return List.of(new Socket(here, new InetSocketAddress(host, cluster.port()), "4711"));
  }

  private Connection connect(String application) throws SQLException {
    Connection connection = cluster.connect(database);
    connection.setClientInfo("ApplicationName", application);
    return connection;
  }

  private static int portOf(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT inet_client_port()")) {
      assertThat(row.next()).isTrue();
      return row.getInt(1);
    }
  }
}

package dev.mayday.activities.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.neighbours.Guests.Guest;
import dev.mayday.activities.postgres.Connections;
import dev.mayday.activities.postgres.PostgresCluster;
import dev.mayday.incident.Neighbour;
import dev.mayday.incident.Neighbour.Shared;
import dev.mayday.system.Found;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has a session on the database, by a real PostgreSQL and by rows as it gives them. */
class GuestsTest {
  private final PostgresCluster cluster = PostgresCluster.shared();

  @Test
  void everyOtherSessionIsSeenWithItsPlaceAndTheOwnIsNot() throws SQLException {
    String database = cluster.newDatabase();
    try (Connection other = cluster.connect(database)) {
      other.setClientInfo("ApplicationName", "reporting");
      List<Guest> guests =
          new Guests(new Connections(cluster.secrets(database)))
              .of(PostgresCluster.database(Duration.ofSeconds(10)));
      assertThat(guests)
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.text()).isEqualTo("reporting@127.0.0.1");
                assertThat(one.hidden()).isFalse();
                assertThat(Sockets.now().from(one.from())).as("its socket here").isPresent();
              });
    }
  }

  @Test
  void whoLivesElsewhereIsRecognisedByNameAndAddress() {
    List<Guest> guests =
        List.of(
            new Guest("reporting", "10.0.0.7", 4711, false),
            new Guest("reporting", "10.0.0.7", 4712, false),
            new Guest("reporting", "10.0.0.8", 4711, false),
            new Guest("psql", "10.0.0.9", 4711, false),
            new Guest("mayday", "10.0.0.9", 4712, false));
    Neighbour listed =
        new Neighbour(
            "bi",
            null,
            "",
            "",
            "^reporting@10[.]0[.]0[.]7$",
            List.of(Shared.DATABASE),
            Neighbour.Treatment.UNTOUCHED);
    List<Found> found =
        new Elsewhere(List.of(listed), new ArrayList<>()).of(guests, one -> false, false);
    assertThat(found).hasSize(2);
    assertThat(found.get(0).neighbour()).isEqualTo("bi");
    assertThat(found.get(1).listed()).isFalse();
    assertThat(found.get(1).entry())
        .isEqualTo(
            "reporting: { client: 'reporting@10[.]0[.]0[.]8', shares: [database], treatment:"
                + " untouched }");
  }

  @Test
  void whatTheRoleMayNotSeeIsSaid() {
    List<String> unseen = new ArrayList<>();
    List<Guest> guests = List.of(new Guest("", "", -1, true));
    assertThat(new Elsewhere(List.of(), unseen).of(guests, one -> false, false)).isEmpty();
    assertThat(unseen).singleElement().asString().contains("1 sessions of other roles");
  }

  private static final byte[] SIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  @Test
  void theKernelsAddressesAreRead() throws Exception {
    assertThat(Sockets.address("0100007F:1538"))
        .isEqualTo(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 5432));
    assertThat(Sockets.address("0000000000000000FFFF00000100007F:1538"))
        .isEqualTo(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 5432));
    assertThat(Sockets.address("00000000000000000000000001000000:1538"))
        .isEqualTo(new InetSocketAddress(InetAddress.getByAddress(SIX), 5432));
  }
}

package dev.mayday.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.incident.Service;
import dev.mayday.incident.Target;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault is real, is seen from outside, and is undone whole. */
class SandboxIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  @TempDir private static Path temp;
  private static Sandbox sandbox;

  @BeforeAll
  static void up() {
    sandbox = Raised.up(temp.resolve("box"), 2, 200);
  }

  @AfterAll
  static void down() {
    if (sandbox != null) sandbox.down();
  }

  @AfterEach
  void heals() {
    sandbox.heal();
    Status status = sandbox.awaitGreen(PATIENCE);
    assertThat(status.green()).as(status.table()).isTrue();
  }

  @Test
  void isBornWithTheKeysThatWereAskedFor() throws SQLException {
    assertThat(query("SELECT count(*) FROM whatsapp_auth")).isEqualTo("2");
    assertThat(query("SELECT count(DISTINCT key_type) FROM whatsapp_keys")).isEqualTo("10");
    assertThat(Integer.parseInt(query("SELECT count(*) FROM whatsapp_keys WHERE company_id = 2")))
        .isBetween(200, 260);
  }

  @Test
  void itsConfigurationIsGood() {
    Service service =
        EstateFile.load(sandbox.configuration()).service(new Target("sandbox", "whatsapp"));
    assertThat(service.checkout().path()).isEqualTo(sandbox.checkout().toString());
    assertThat(service.sessions().folder()).isEqualTo(sandbox.sessionsFolder().toString());
    assertThat(service.drill()).isTrue();
  }

  @Test
  void sendsOnlyWithTheToken() throws Exception {
    assertThat(send("wrong").statusCode()).isEqualTo(401);
    HttpResponse<String> sent = send(sandbox.apiToken());
    assertThat(sent.statusCode()).isEqualTo(200);
    assertThat(sent.body()).contains("\"success\":true").contains("messageId");
  }

  @Test
  void twoUpsInOneFolderAreRefused() {
    assertThatThrownBy(() -> Sandbox.up(sandbox.folder(), 1, 10))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("HINT: ");
  }

  static Stream<Arguments> faultsOfTheWay() {
    return Stream.of(
        Arguments.of(Fault.POSTGRES_STOPPED, "refused", "ECONNREFUSED"),
        Arguments.of(Fault.POSTGRES_FROZEN, "timed out", "timeout"),
        Arguments.of(
            Fault.POSTGRES_STARTING_UP,
            "the database system is starting up",
            "the database system is starting up"),
        Arguments.of(Fault.PORT_REFUSED, "refused", "ECONNREFUSED"),
        Arguments.of(Fault.PORT_BLOCKED, "timed out", "timeout"),
        Arguments.of(
            Fault.WRONG_PASSWORD,
            "password authentication failed",
            "password authentication failed"),
        Arguments.of(
            Fault.TOO_MANY_CLIENTS, "remaining connection slots", "remaining connection slots"));
  }

  @ParameterizedTest
  @MethodSource("faultsOfTheWay")
  void theDatabaseIsOutOfReach(Fault fault, String seenByOthers, String seenByTheService) {
    sandbox.breakIt(fault);
    Await.until("others see " + seenByOthers, PATIENCE, () -> refusal().contains(seenByOthers));
    Await.until("the service notices", PATIENCE, () -> health().contains(seenByTheService));
    assertThat(sandbox.status().broken())
        .contains("every company is connected", "a message goes through");
  }

  /** A client that connects again and again takes places in the queue, and is cut off by turns. */
  @Test
  void theSwitchTurnsWhileClientsComeAndGo() {
    AtomicBoolean over = new AtomicBoolean();
    for (int client = 0; client < 6; client++) new Thread(() -> comeAndGo(over), "client").start();
    try {
      for (int turn = 0; turn < 10; turn++) {
        sandbox.breakIt(turn % 2 == 0 ? Fault.PORT_BLOCKED : Fault.NETWORK_DOWN);
        sandbox.heal();
      }
      sandbox.breakIt(Fault.PORT_BLOCKED);
      assertThat(refusal()).contains("timed out");
    } finally {
      over.set(true);
    }
  }

  private static void comeAndGo(AtomicBoolean over) {
    while (!over.get()) refusal();
  }

  /** What a connection is refused with, causes and all; nothing when it is made. */
  private static String refusal() {
    try (Connection made = connect()) {
      return made.isClosed() ? "closed" : "";
    } catch (SQLException refused) {
      StringBuilder all = new StringBuilder();
      for (Throwable one = refused; one != null; one = one.getCause()) all.append(one).append(' ');
      return all.toString();
    }
  }

  /** Else PM2 starts it once more, on a database that is away, and nobody meant it to. */
  @Test
  void aWriteWhoseConnectionIsLostEndsNoProcess() throws Exception {
    String before = pid();
    try (Connection other = DriverManager.getConnection(sandbox.adminJdbcUrl());
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE whatsapp_keys IN SHARE ROW EXCLUSIVE MODE");
      Await.until("a write waits", PATIENCE, SandboxIT::aWriteWaits);
      sandbox.breakIt(Fault.POSTGRES_STOPPED);
    }
    Await.until("the service notices", PATIENCE, () -> health().contains("ECONNREFUSED"));
    assertThat(pid()).isEqualTo(before);
  }

  private static boolean aWriteWaits() {
    try {
      return !query(
              "SELECT count(*) FROM pg_stat_activity"
                  + " WHERE application_name = 'baileys' AND wait_event_type = 'Lock'")
          .equals("0");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static String pid() {
    return health().replaceFirst("(?s).*\"pid\":(\\d+).*", "$1");
  }

  @Test
  void aNameThatIsGoneIsSeenByTheService() {
    sandbox.breakIt(Fault.DNS_GONE);
    Await.until("the service notices", PATIENCE, () -> health().contains("ENOTFOUND"));
    assertThat(sandbox.broken()).containsExactly(Fault.DNS_GONE);
  }

  @Test
  void aSlowDatabaseStillServes() throws Exception {
    sandbox.breakIt(Fault.SLOW);
    long before = System.nanoTime();
    try (Connection connection = connect()) {
      assertThat(connection.isValid(10)).isTrue();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofSeconds(1));
  }

  static Stream<Arguments> faultsOfTheData() {
    return Stream.of(
        Arguments.of(Fault.CREDENTIALS_CORRUPTED, "private key is not 32 bytes"),
        Arguments.of(Fault.CREDENTIALS_FORGED, "wrong signature"),
        Arguments.of(Fault.CREDENTIALS_SWAPPED, "401 logged out"),
        Arguments.of(Fault.ROWS_DELETED, "QR code"));
  }

  @ParameterizedTest
  @MethodSource("faultsOfTheData")
  void theCompanyCannotConnect(Fault fault, String reason) {
    sandbox.breakIt(fault);
    Await.until("the service notices", PATIENCE, () -> health().contains(reason));
    assertThat(sandbox.status().green()).isFalse();
  }

  @Test
  void aFullDiskTakesNoMessage() throws Exception {
    if (!Owner.isRoot()) {
      assertThatThrownBy(() -> sandbox.breakIt(Fault.DISK_FULL))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("root");
      return;
    }
    sandbox.breakIt(Fault.DISK_FULL);
    Await.until(
        "the disk is felt",
        PATIENCE,
        () -> sandbox.status().broken().contains("a message goes through"));
  }

  @Test
  void aTagThatCrashesHarmsNobodyUntilItIsStarted() {
    String good = server();
    sandbox.breakIt(Fault.FALLBACK_CRASHES);
    assertThat(server()).contains("does not start").isNotEqualTo(good);
    assertThat(sandbox.status().green()).isTrue();
    sandbox.heal();
    assertThat(server()).isEqualTo(good);
  }

  private static String server() {
    return Exec.in(sandbox.checkout()).run(List.of("git", "show", sandbox.tag() + ":server.js"));
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(
        sandbox.jdbcUrl() + "&connectTimeout=2&loginTimeout=4&socketTimeout=4");
  }

  private static String query(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  private static String health() {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(sandbox.serviceUrl().resolve("/health")).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static HttpResponse<String> send(String token) throws IOException, InterruptedException {
    URI uri = sandbox.serviceUrl().resolve("/api/whatsapp/send");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + token)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"phone\":\"+79990001122\",\"message\":\"hello\"}"))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}

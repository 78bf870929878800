package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.postgres.Connections;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Neighbour;
import dev.mayday.incident.Service;
import dev.mayday.system.Reachability;
import dev.mayday.world.FakeEnvFile;
import dev.mayday.world.FakeGit;
import dev.mayday.world.FakeNeighbours;
import dev.mayday.world.FakePm2;
import dev.mayday.world.FakePostgres;
import dev.mayday.world.FakeSessionRows;
import dev.mayday.world.FakeSessions;
import dev.mayday.world.FakeWarmCopy;
import dev.mayday.world.FakeWhatsApp;
import dev.mayday.world.Records;
import dev.mayday.world.Services;
import dev.mayday.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service in a small production: each thing that is made bad is red, and nothing else is. */
class WardTest {
  private static final String FALL_BACK = "FallBackToFiles";
  private static final String RETURN = "ReturnToPostgres";

  /** What needs programs, users or a database, and is made bad where these are real. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "session tables",
          "rights on the session tables",
          "clock of the database",
          "pooler",
          "temporal's tables",
          "home",
          "pm2 home",
          "node",
          "git",
          "pm2");

  @TempDir Path folder;
  private final World world = new World();
  private ServerSocket api;
  private EstateFile estate;
  private Service service;

  @BeforeEach
  void aHealthyService() throws IOException {
    api = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    estate = Estates.with(folder, "");
    service = estate.services().values().iterator().next();
    Files.createDirectories(Path.of(service.settings().path()).getParent());
    Files.writeString(Path.of(service.settings().path()), "X=1");
    Files.createDirectories(Path.of(service.process().pm2Home()));
    world.database = Reachability.State.READY;
    world.refs.put(service.checkout().tag(), "commit-of-tag");
    messaging("sendUrl", "http://127.0.0.1:" + api.getLocalPort() + "/send");
    messaging("sendBody", Map.of("message", "{text}"));
    messaging("statusUrl", "http://127.0.0.1:1/health");
    messaging("companies", "/companies");
  }

  @AfterEach
  void end() throws IOException {
    api.close();
  }

  @Test
  void whereAllIsWellNothingIsRed() {
    assertThat(reds()).isEmpty();
  }

  @Test
  void aTornWorkingTreeIsRed() {
    world.torn = "a merge";
    red("checkout", "torn: a merge", FALL_BACK, RETURN);
  }

  @Test
  void aTagOrABranchThatIsNotThereIsRed() {
    world.refs.remove(service.checkout().tag());
    red("way to the tag", "no tag or branch", FALL_BACK);
    world.refs.put(service.checkout().tag(), "commit-of-tag");
    world.refs.remove(service.checkout().main());
    red("way to the branch", "no tag or branch", RETURN);
  }

  @Test
  void aCheckoutThatWouldNotGoIsRed() {
    world.inTheWay = "dist/ is in the way";
    assertThat(reds()).containsOnlyKeys(here("way to the tag"), here("way to the branch"));
  }

  @Test
  void anEnvWithoutTheModeOrWithoutAnyIsRed() {
    world.env.remove("USE_REPOSITORY_PATTERN");
    red(".env", "USE_REPOSITORY_PATTERN is not set", FALL_BACK, RETURN);
    world.env = null;
    red(".env", "is not there", FALL_BACK, RETURN);
  }

  @Test
  void aProcessThatIsKilledBeforeItHasSavedIsRed() {
    world.killTimeout = Duration.ofMillis(1600);
    red("process", "1600 ms after the stop signal", FALL_BACK, RETURN);
  }

  @Test
  void aProcessThatPm2DoesNotKnowIsRed() {
    world.status = "absent";
    red("process", "PM2 does not know", FALL_BACK, RETURN);
  }

  @Test
  void aStatusPageThatTellsOfNoConnectionIsRed() {
    world.pid = 0;
    red("status page", "tells of no connection", FALL_BACK, RETURN);
  }

  @Test
  void aTestMessageThatCouldNotBeSentIsRed() throws IOException {
    messaging("sendBody", Map.of("phone", "env:NO_PHONE"));
    red("test message", "env:NO_PHONE is not set", FALL_BACK, RETURN);
    messaging("sendBody", Map.of());
    api.close();
    red("test message", "takes no connection", FALL_BACK, RETURN);
  }

  @Test
  void aNeighbourThatIsNotListedIsRed() {
    world.alone.put("nightly.service", "the unit nightly.service");
    red("neighbours", "the unit nightly.service", FALL_BACK, RETURN);
  }

  @Test
  void aListedNeighbourThatPm2DoesNotListIsRed() {
    Neighbour listed = Services.neighbour("reminders", Neighbour.Treatment.STOPPED);
    service = Records.with(service, "neighbours", List.of(listed));
    world.status = "absent";
    look().red("neighbours", "does not list the neighbour reminders", FALL_BACK, RETURN);
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsRedAndIsAskedNothingMore() {
    world.database = Reachability.State.REFUSED;
    look().red("database", "REFUSED", "KeepWarmCopy", RETURN);
    assertThat(look().all())
        .extracting(Finding::what)
        .doesNotContain(here("clock of the database"), here("temporal's tables"));
  }

  @Test
  void aCopyThatIsMissingOrOldIsRed() {
    world.warmCopyAt = Instant.now().minus(Duration.ofMinutes(6));
    red("warm copy", "6 min old", FALL_BACK);
    world.warmCopy = null;
    red("warm copy", "there is no warm copy yet", FALL_BACK);
  }

  @Test
  void foldersThatCannotBeWorkedInAreRed() {
    service =
        Records.with(
            service, "sessions", Records.with(service.sessions(), "copies", "/proc/copies"));
    look().red("copies folder", "/proc cannot be written to", "KeepWarmCopy");
    service =
        Records.with(
            service,
            "sessions",
            Records.with(service.sessions(), "folder", folder + "/none/sessions"));
    look().red("sessions folder", "cannot be exchanged in one step", FALL_BACK);
  }

  /** It alone is red. */
  private void red(String what, String detail, String... stops) {
    look().red(what, detail, stops);
    assertThat(reds()).containsOnlyKeys(here(what));
  }

  private Map<String, List<String>> reds() {
    Map<String, List<String>> reds = look().reds();
    ELSEWHERE.forEach(one -> reds.remove(here(one)));
    return reds;
  }

  private String here(String what) {
    return service.target() + ": " + what;
  }

  private void messaging(String component, Object value) {
    service =
        Records.with(service, "messaging", Records.with(service.messaging(), component, value));
  }

  private Findings look() {
    Secrets secrets = new Secrets(Map.of());
    HostPorts ports =
        new HostPorts(
            new FakePostgres(world),
            new Connections(secrets),
            new FakeSessions(world),
            new FakeSessionRows(world),
            new FakeWarmCopy(world),
            new FakeGit(world),
            new FakeEnvFile(world),
            new FakePm2(world),
            new FakeWhatsApp(world),
            new FakeNeighbours(world));
    return Findings.of(secrets, looks -> new Ward(estate, service, ports, secrets, looks).visit());
  }
}

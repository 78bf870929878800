package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.pm2.Launched;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.unix.Account;
import dev.mayday.incident.Service;
import dev.mayday.system.Reachability;
import dev.mayday.world.FakePostgres;
import dev.mayday.world.World;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page has every finding, with what it stops, and no finding that the doctor does not know. The
 * doctor looks at an estate with every key, of which nothing is there, so nearly all of it is red.
 */
class DoctorPageTest {
  private static final Path DOCS =
      Path.of(System.getProperty("basedir", ".")).resolve("../docs").normalize();

  private static final Pattern WORDS =
      Pattern.compile("SERVICE|ENVIRONMENT|SCENARIO|NAME|WHAT|BOT|USER|PATH|\\bN\\b|[^A-Z]+|[A-Z]");

  /**
   * A line of the page.
   *
   * @param what matches the names of its findings
   * @param stops as it stands there
   */
  private record Row(String name, Pattern what, String stops, String toDo) {
    static Row of(String line) {
      String[] cells = line.split("\\|", -1);
      String name = cells[1].strip().replace("`", "");
      StringBuilder pattern = new StringBuilder();
      for (Matcher word = WORDS.matcher(name); word.find(); )
        pattern.append(word.group().matches("[A-Z]{3,}|N") ? ".+" : Pattern.quote(word.group()));
      return new Row(name, Pattern.compile(pattern.toString()), cells[3].strip(), cells[4].strip());
    }

    boolean tells(Finding found) {
      return what.matcher(found.what()).matches();
    }

    /** Whether a red one stops what the page says. */
    boolean agrees(Finding found) {
      Set<String> stopped = new TreeSet<>(found.stops());
      return switch (stops) {
        case "all" -> stopped.equals(Set.of(Looks.FALL_BACK, Looks.RETURN, Looks.COPY));
        case "both" -> stopped.equals(Set.of(Looks.FALL_BACK, Looks.RETURN));
        case "that one" -> stopped.size() == 1 && found.what().endsWith(" " + found.stops().get(0));
        default ->
            stops.startsWith("what would")
                ? !stopped.isEmpty()
                : stopped.equals(Set.copyOf(listed()));
      };
    }

    private List<String> listed() {
      return Pattern.compile("`(\\w+)`").matcher(stops).results().map(one -> one.group(1)).toList();
    }
  }

  @TempDir Path folder;
  private final Secrets secrets = new Secrets(Map.of());
  private final TestWorkflowEnvironment environment =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowServiceStubsOptions(Impatient.STUBS)
              .build());
  private final Temporal temporal =
      new Temporal(environment.getWorkflowServiceStubs(), environment.getWorkflowClient());
  private EstateFile estate;

  @BeforeEach
  void anEstateWithEveryKey() throws IOException {
    String example =
        Files.readString(DOCS.resolve("mayday.example.yaml"))
            .replace("/var/lib/mayday", folder + "/state")
            .replace("/etc/mayday", folder + "/etc")
            .replace("/opt/ai-admin", folder + "/app")
            .replace("/home/app", folder + "/home")
            .replace("user: app\n", "user: \"\"\n")
            .replace("user: \"4712\"", "user: \"4712\", api: \"http://127.0.0.1:1\"")
            .replace("https://api.telegram.org", "http://127.0.0.1:1")
            .replace("mail.example.net:587", "127.0.0.1:1");
    estate = EstateFile.load(Files.writeString(folder.resolve("mayday.yaml"), example));
  }

  @AfterEach
  void end() {
    environment.close();
  }

  @Test
  void everyFindingStandsThereWithWhatItStopsAndWhatToDo() throws IOException {
    List<Row> rows = rows();
    for (Finding found : findings()) {
      List<Row> own = rows.stream().filter(row -> row.tells(found)).toList();
      assertThat(own).as("rows of docs/doctor.md for " + found.what()).isNotEmpty();
      if (!found.ok())
        assertThat(own)
            .as("%s stops %s", found.what(), found.stops())
            .anyMatch(row -> row.agrees(found) && !row.toDo().isEmpty());
    }
  }

  @Test
  void everyLineThereIsAFindingThatTheDoctorKnows() throws IOException {
    List<Finding> all = findings();
    for (Row row : rows()) assertThat(all).as(row.name()).anyMatch(row::tells);
  }

  /** The check can fail: a finding without a line, and a line that says something else. */
  @Test
  void whatThePageDoesNotSayIsSeen() throws IOException {
    Finding unknown = new Finding("phase of the moon", false, "waning", "wait");
    assertThat(rows()).noneMatch(row -> row.tells(unknown));
    Row row = Row.of("| `SERVICE: log` | never | both | wait |");
    Finding log = new Finding("a/b: log", false, "gone", "see");
    assertThat(row.tells(log)).isTrue();
    assertThat(row.agrees(log.in("a", "b", "c", List.of(Looks.RETURN)))).isFalse();
    assertThat(row.agrees(log.in("a", "b", "c", List.of(Looks.RETURN, Looks.FALL_BACK)))).isTrue();
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows =
        Files.readString(DOCS.resolve("doctor.md"))
            .replaceFirst("(?s)^.*\n## Every finding\n", "")
            .replaceFirst("(?s)\n## .*", "")
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(Row::of)
            .toList();
    assertThat(rows).hasSizeGreaterThan(40);
    return rows;
  }

  /**
   * By the doctor, as a person and as a worker has it, and where it gets no further, by its parts.
   */
  private List<Finding> findings() {
    Looks looks = new Looks(secrets);
    new Server(temporal, estate, List.of("app-1"), looks).visit();
    Service service = estate.services().values().iterator().next();
    Looks there = looks.on("app-1").of(service.target());
    HostPorts ports = HostPorts.of(estate, secrets, "app-1");
    new SessionsWard(service, ready(ports), true, there).visit();
    Launched launched = new Launched(folder, folder, "node", List.of(folder.resolve("log")));
    new Rights(service, Account.own(), Account.own(), Optional.of(launched), there).visit();
    new ReleaseWard(service, estate.hosts().get("app-1"), ports, Account.own(), launched, there)
        .visit();
    List<Finding> all = new ArrayList<>(looks.findings());
    all.addAll(Doctor.examine(() -> temporal, estate, secrets, List.of("app-1")));
    all.addAll(told());
    return all;
  }

  /** A database that answers is asked more. */
  private static HostPorts ready(HostPorts ports) {
    World world = new World();
    world.database = Reachability.State.READY;
    return new HostPorts(
        new FakePostgres(world),
        ports.connections(),
        ports.sessions(),
        ports.rows(),
        ports.copy(),
        ports.git(),
        ports.envFile(),
        ports.pm2(),
        ports.whatsapp(),
        ports.neighbours());
  }

  /** What only a worker's doctor finds is on its figures alone. */
  private List<Finding> told() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    environment.close();
    new DailyLook(temporal, null, secrets, List.of("app-1"), new DoctorFigures(registry)).well();
    return Pattern.compile("what=\"([^\"]+)\"} 1")
        .matcher(registry.scrape())
        .results()
        .map(one -> new Finding(one.group(1), false, "", ""))
        .toList();
  }
}

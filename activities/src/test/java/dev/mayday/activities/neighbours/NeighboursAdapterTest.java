package dev.mayday.activities.neighbours;

import static dev.mayday.world.Await.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.pm2.Pm2Bed;
import dev.mayday.activities.postgres.Connections;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Neighbour;
import dev.mayday.incident.Neighbour.Shared;
import dev.mayday.incident.NodeProcess;
import dev.mayday.system.Found;
import dev.mayday.system.Neighbourhood;
import dev.mayday.system.Neighbours;
import dev.mayday.system.NeighboursContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes of a real PM2, and some without one. */
class NeighboursAdapterTest extends NeighboursContract {
  private static final String SECRET = "hunter2-of-the-database";
  private static final String IDLE = "setInterval(() => {}, 1000);\n";
  private static final String DIALS =
      "require('net').connect(+process.argv[2], '127.0.0.1').on('error', () => {});\n" + IDLE;

  private static Pm2Bed bed;
  private static ServerSocket silent;

  @BeforeAll
  static void aService(@TempDir Path folder) throws IOException {
    bed = new Pm2Bed(Files.createDirectories(folder.resolve("app")).toRealPath());
    silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Files.writeString(bed.folder.resolve("idle.js"), IDLE);
    Files.writeString(folder.resolve("dials.js"), DIALS);
    Files.writeString(folder.resolve("idle.js"), IDLE);
  }

  @AfterAll
  static void nobody() throws IOException {
    bed.close();
    silent.close();
  }

  @BeforeEach
  void itRuns() {
    bed.pm2(Map.of(), "start", "app.js", "--name", "svc", "--silent");
    until(() -> runs("svc"));
  }

  @AfterEach
  void nobodyElse() {
    bed.pm2(Map.of(), "delete", "all", "--silent");
    until(() -> Proc.all().stream().noneMatch(NeighboursAdapterTest::ours));
  }

  @Override
  protected Neighbours neighbours() {
    String url = "postgresql://app:" + SECRET + "@127.0.0.1:" + silent.getLocalPort() + "/app";
    return new NeighboursAdapter(new Connections(new Secrets(Map.of("DATABASE_URL", url))));
  }

  @Override
  protected String checkout() {
    return bed.folder.toString();
  }

  @Override
  protected NodeProcess process() {
    return bed.process("svc");
  }

  @Override
  protected void begin(String name) {
    start(name, "idle.js", Map.of());
  }

  @Override
  protected void beginApart(String name) {
    elsewhere(name, "idle.js", Map.of());
  }

  @Override
  protected void beginTwin(String name) {
    start(name, "app.js", Map.of());
  }

  @Override
  protected void end(String name) {
    bed.pm2(Map.of(), "stop", name, "--silent");
  }

  @Test
  void whoWasGivenTheUrlOfTheDatabaseSharesItAndNothingOfItIsTold() {
    String url = "postgres://other:" + SECRET + "@127.0.0.1:" + silent.getLocalPort() + "/app";
    elsewhere("reads", "idle.js", Map.of("STORE", url));
    Neighbourhood seen = look();
    assertThat(shares(seen)).containsExactly(Shared.DATABASE);
    assertThat(seen.toString()).doesNotContain(SECRET).doesNotContain("postgres://");
  }

  /** Negative control: the same server, and another database on it. */
  @Test
  void whoWasGivenTheUrlOfAnotherDatabaseDoesNot() {
    String url = "postgres://other:" + SECRET + "@127.0.0.1:" + silent.getLocalPort() + "/theirs";
    elsewhere("reads", "idle.js", Map.of("STORE", url));
    assertThat(look().found()).isEmpty();
  }

  @Test
  void whoIsConnectedToTheDatabaseSharesIt() {
    elsewhere("dials", "dials.js", Map.of(), "--", String.valueOf(silent.getLocalPort()));
    until(() -> dials("dials"));
    assertThat(shares(look())).containsExactly(Shared.DATABASE);
    assertThat(look().unlisted().get(0).entry()).contains("shares: [database]");
  }

  private static boolean dials(String name) {
    var place = new InetSocketAddress(InetAddress.getLoopbackAddress(), silent.getLocalPort());
    List<String> ends = Sockets.now().to(Set.of(place)).stream().map(Sockets.Socket::file).toList();
    return Proc.all().stream()
        .filter(one -> ours(one) && one.variable("name").equals(name))
        .flatMap(one -> one.files().stream())
        .anyMatch(ends::contains);
  }

  /**
   * Where the database is dead nobody is connected to it: who is listed by program is seen still.
   */
  @Test
  void whoIsListedByItsProgramIsFoundWithoutAnyConnection() {
    elsewhere("dials", "dials.js", Map.of(), "--", "1");
    Neighbour listed = byCommand("dials[.]js$");
    assertThat(look().found()).isEmpty();
    assertThat(look(List.of(listed)).of("job"))
        .singleElement()
        .matches(one -> one.shares().equals(List.of(Shared.DATABASE)));
    end("dials");
    until(() -> !runs("dials"));
    Neighbourhood gone = look(List.of(listed));
    assertThat(gone.found()).isEmpty();
    assertThat(gone.doubtful()).isEmpty();
  }

  private static Neighbour byCommand(String pattern) {
    return new Neighbour(
        "job", null, "", pattern, "", List.of(Shared.DATABASE), Neighbour.Treatment.STOPPED);
  }

  @Test
  void whoWasGivenTheSettingsSharesThem() {
    elsewhere("given", "idle.js", Map.of("THE_MODE", "database"));
    assertThat(shares(look())).containsExactly(Shared.ENV);
  }

  /** The same software of another environment; a file without the variable explains nothing. */
  @Test
  void whoHasTheVariableFromSettingsOfItsOwnDoesNot() throws IOException {
    Path own = bed.folder.getParent().resolve(".env");
    Files.writeString(own, "OTHER=1\n");
    elsewhere("given", "idle.js", Map.of("THE_MODE", "database"));
    try {
      assertThat(shares(look())).containsExactly(Shared.ENV);
      Files.writeString(own, "THE_MODE=files\n");
      assertThat(look().found()).isEmpty();
    } finally {
      Files.delete(own);
    }
  }

  @Test
  void aShellInTheCheckoutIsAPersonAndAScriptThereIsANeighbour() throws IOException {
    Path script = bed.folder.resolve("job.sh");
    Files.writeString(script, "echo $$ > job.pid\nwhile :; do sleep 1; done\n");
    Process began =
        new ProcessBuilder(
                "sh",
                "-c",
                "setsid -f sh ./job.sh; setsid -f sh -c 'echo $$ > sh.pid; while :; do read x <"
                    + " /dev/zero; done'")
            .directory(bed.folder.toFile())
            .start();
    until(() -> !began.isAlive() && filled("job.pid") && filled("sh.pid"));
    try {
      Found job = look().unlisted().stream().findFirst().orElseThrow();
      assertThat(look().found()).hasSize(1);
      assertThat(job.what()).startsWith("sh " + script);
      assertThat(job.entry()).contains("command: 'sh ");
      Neighbour listed =
          new Neighbour(
              "job", null, "", "job[.]sh$", "", job.shares(), Neighbour.Treatment.UNTOUCHED);
      assertThat(look(List.of(listed)).of("job")).hasSize(1);
    } finally {
      endJob("job.pid");
      endJob("sh.pid");
    }
  }

  @Test
  void aDatabaseThatCannotBeAskedIsSaid() {
    assertThat(look().unseen()).anyMatch(said -> said.contains("cannot be asked for"));
  }

  private static void endJob(String file) throws IOException {
    ProcessHandle.of(pid(file))
        .ifPresent(
            one -> {
              one.descendants().forEach(ProcessHandle::destroyForcibly);
              one.destroyForcibly();
            });
    Files.delete(bed.folder.resolve(file));
  }

  private static boolean filled(String file) {
    try {
      return pid(file) > 0;
    } catch (IOException | NumberFormatException notYet) {
      return false;
    }
  }

  private static long pid(String file) throws IOException {
    return Long.parseLong(Files.readString(bed.folder.resolve(file)).strip());
  }

  private static List<Shared> shares(Neighbourhood seen) {
    assertThat(seen.found()).hasSize(1);
    return seen.found().get(0).shares();
  }

  private static void elsewhere(
      String name, String script, Map<String, String> environment, String... more) {
    Path folder = bed.folder.getParent();
    String[] all = {"--cwd", folder.toString()};
    start(name, folder.resolve(script).toString(), environment, concat(all, more));
  }

  private static void start(
      String name, String script, Map<String, String> environment, String... more) {
    String[] command = {"start", script, "--name", name, "--silent"};
    bed.pm2(environment, concat(command, more));
    until(() -> runs(name));
  }

  private static String[] concat(String[] one, String[] other) {
    return java.util.stream.Stream.of(one, other)
        .flatMap(java.util.Arrays::stream)
        .toArray(String[]::new);
  }

  private static boolean runs(String name) {
    return Proc.all().stream().anyMatch(one -> ours(one) && one.variable("name").equals(name));
  }

  private static boolean ours(Proc one) {
    return one.variable("PM2_HOME").equals(bed.home.toString())
        && !one.variable("pm_exec_path").isEmpty();
  }
}

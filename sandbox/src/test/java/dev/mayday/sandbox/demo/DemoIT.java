package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.sandbox.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mayday demo} as a process of its own: it ends as it says, and leaves nobody behind. */
class DemoIT {
  /** Every process of the demo that was seen, with its command line. */
  private final Map<ProcessHandle, String> seen = new HashMap<>();

  @TempDir private Path temp;
  private Process demo;

  /** Its input stays open: Enter can be pressed. */
  private void begin(String... options) throws IOException {
    List<String> command = new ArrayList<>(program());
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command);
    demo = builder.redirectErrorStream(true).redirectOutput(said().toFile()).start();
  }

  private List<String> program() {
    return List.of(
        ProcessHandle.current().info().command().orElse("java"),
        "-Xmx512m",
        "-cp",
        System.getProperty("java.class.path"),
        "dev.mayday.sandbox.command.Main",
        "demo",
        "--folder",
        box().toString(),
        "--keys",
        "200");
  }

  /** Whatever a failure left. */
  @AfterEach
  void end() throws InterruptedException {
    look();
    demo.destroyForcibly().waitFor();
    seen.keySet().forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void endsGoodStaysUntilEnterAndLeavesNobody() throws IOException {
    begin("--stay");
    Until.holds(
        "the demo rests",
        () -> {
          look();
          return text().contains("Everything stays up") || !demo.isAlive();
        });
    assertThat(text())
        .contains("FallBackToFiles: RECOVERED", "ReturnToPostgres: RECOVERED")
        .contains("Both recoveries ended RECOVERED and the independent check agrees.")
        .doesNotContain("nobody was reached");
    assertThat(new Web().good(text().split("Everything stays up.*Web UI: ", 2)[1].strip()))
        .as("the Web UI stays up")
        .isTrue();
    assertThat(seen.values()).as("the search finds them").anyMatch(one -> one.contains("postgres"));
    demo.outputWriter().append('\n').close();
    Until.holds("the demo ends", () -> !demo.isAlive());
    assertThat(demo.exitValue()).as(text()).isZero();
    nobodyIsLeft();
  }

  @Test
  void controlCInTheMiddleLeavesNobody() throws Exception {
    begin();
    Until.holds("a question", () -> text().contains("question 1:"));
    look();
    assertThat(seen).as("Temporal, Mayday, PostgreSQL, PM2, the service, …").hasSizeGreaterThan(6);
    endsByControlC();
  }

  @Test
  void controlCWhileTheSandboxRisesLeavesNobody() throws Exception {
    begin();
    Until.holds(
        "PostgreSQL",
        () -> {
          look();
          return seen.values().stream().anyMatch(one -> one.contains("postgres"));
        });
    assertThat(text()).doesNotContain("service http");
    endsByControlC();
  }

  private void endsByControlC() throws Exception {
    Signals.send(interrupt(), demo.toHandle());
    assertThat(demo.waitFor(60, TimeUnit.SECONDS)).as("it ends: " + text()).isTrue();
    assertThat(demo.exitValue()).isNotZero();
    look();
    nobodyIsLeft();
  }

  /** A process inherits that SIGINT is ignored where this one was begun in the background. */
  private String interrupt() throws IOException {
    String ignored =
        Files.readAllLines(Path.of("/proc/" + demo.pid() + "/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring(7).strip())
            .findFirst()
            .orElse("0");
    return (Long.parseUnsignedLong(ignored, 16) & 2) == 0 ? "SIGINT" : "SIGTERM";
  }

  /** A moment is given: what was killed is alive until somebody reaps it. */
  private void nobodyIsLeft() {
    seen.keySet().forEach(one -> one.onExit().completeOnTimeout(one, 3, TimeUnit.SECONDS).join());
    List<String> left =
        seen.keySet().stream()
            .filter(ProcessHandle::isAlive)
            .map(one -> one.pid() + ": " + end(seen.get(one)))
            .toList();
    assertThat(left).isEmpty();
  }

  private static String end(String command) {
    return command.substring(Math.max(0, command.length() - 150));
  }

  /** Remembers every process of the demo that lives now: its own, and those that the files name. */
  private void look() {
    Stream.concat(Stream.of(demo.toHandle()), named())
        .flatMap(one -> Stream.concat(Stream.of(one), one.descendants()))
        .filter(ProcessHandle::isAlive)
        .forEach(one -> seen.putIfAbsent(one, one.info().commandLine().orElse("?")));
  }

  private Stream<ProcessHandle> named() {
    try {
      if (!Files.exists(box().resolve("sandbox.json"))) return Stream.empty();
      JsonNode world = new ObjectMapper().readTree(box().resolve("sandbox.json").toFile());
      Path cluster = Path.of(world.path("cluster").asText());
      Path pm2 = Path.of(world.path("pm2Home").asText());
      Stream<Path> files = Stream.of(cluster.resolve("postmaster.pid"), pm2.resolve("pm2.pid"));
      return Stream.concat(files, pidFiles().stream()).flatMap(file -> process(file).stream());
    } catch (IOException halfWritten) {
      return Stream.empty();
    }
  }

  private List<Path> pidFiles() throws IOException {
    Path folder = box().resolve("pids");
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".pid")).toList();
    }
  }

  private static Optional<ProcessHandle> process(Path file) {
    try {
      String first = Files.readString(file).strip().split("\\s", 2)[0];
      return first.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(first));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private String text() {
    try {
      return Files.exists(said()) ? Files.readString(said()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path box() {
    return temp.resolve("box");
  }

  private Path said() {
    return temp.resolve("demo.log");
  }
}

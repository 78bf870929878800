package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mayday demo} as a process of its own: it ends as it says, and leaves nobody behind. */
class DemoIT {
  /** Every process of the demo that was seen, with its command line. */
  private final Map<ProcessHandle, String> seen = new HashMap<>();

  @TempDir private Path temp;
  private Process demo;

  @BeforeEach
  void begin() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.mayday.sandbox.demo.Main",
            "demo",
            "--folder",
            box().toString(),
            "--keys",
            "200");
    demo = builder.redirectErrorStream(true).redirectOutput(said().toFile()).start();
    demo.getOutputStream().close();
  }

  /** Whatever a failure left. */
  @AfterEach
  void end() throws InterruptedException {
    look();
    demo.destroyForcibly().waitFor();
    seen.keySet().forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void endsGoodAndLeavesNobody() throws IOException {
    Until.holds(
        "the demo ends",
        () -> {
          look();
          return !demo.isAlive();
        });
    String text = Files.readString(said());
    assertThat(demo.exitValue()).as(text).isZero();
    assertThat(text)
        .contains("FallBackToFiles: RECOVERED", "ReturnToPostgres: RECOVERED")
        .contains("Both recoveries ended RECOVERED and the independent check agrees.");
    assertThat(seen.values()).as("the search finds them").anyMatch(one -> one.contains("postgres"));
    nobodyIsLeft();
  }

  @Test
  void controlCInTheMiddleLeavesNobody() throws Exception {
    Until.holds("a question", () -> text().contains("question 1:"));
    look();
    assertThat(seen).as("Temporal, Mayday, PostgreSQL, PM2, the service, …").hasSizeGreaterThan(6);
    endsByControlC();
  }

  @Test
  void controlCWhileTheSandboxRisesLeavesNobody() throws Exception {
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
    int sent =
        new ProcessBuilder("kill", "-" + interrupt(), String.valueOf(demo.pid())).start().waitFor();
    assertThat(sent).isZero();
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
    return (Long.parseUnsignedLong(ignored, 16) & 2) == 0 ? "INT" : "TERM";
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

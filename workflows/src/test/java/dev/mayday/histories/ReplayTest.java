package dev.mayday.histories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.doctor.LastExaminedWorkflow;
import dev.mayday.scenario.Scenarios;
import dev.mayday.triage.RespondToIncidentWorkflow;
import dev.mayday.triage.StandBackWorkflow;
import dev.mayday.world.Services;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Runs that began before an upgrade must go on after it: every committed history replays with the
 * code of today. New ones are recorded with {@code -Dmayday.histories=record}; see the README
 * beside them.
 */
@Timeout(300)
class ReplayTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "histories");

  @Test
  void everyCaseIsOnRecord() throws IOException {
    boolean record = "record".equals(System.getProperty("mayday.histories"));
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, Supplier<String>> one : Cases.all().entrySet()) {
      Path file = FOLDER.resolve(one.getKey() + ".json");
      if (Files.exists(file)) continue;
      if (record) keep(file, one.getValue().get());
      else missing.add(one.getKey());
    }
    assertThat(missing)
        .as("HINT: record them with -Dtest=ReplayTest -Dmayday.histories=record")
        .isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> everyHistoryReplays() throws IOException {
    return files().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.toString(), () -> replay(file, Files.readString(file))));
  }

  @Test
  void anotherOrderDiverges() throws IOException {
    Path file = FOLDER.resolve("FallBackToFiles/1-recovered.json");
    String history = Files.readString(file);
    String other =
        history
            .replace("Pm2Stop", "Swapped")
            .replace("GitCheckout", "Pm2Stop")
            .replace("Swapped", "GitCheckout");
    assertThatThrownBy(() -> replay(file, other)).hasStackTraceContaining("NonDeterministic");
  }

  @Test
  void noHistoryHoldsASecretOrAMachine() throws IOException {
    for (Path file : files())
      assertThat(opened(file))
          .as("%s", file)
          .contains("staging")
          .doesNotContain("password", "Bearer ", "valid 11")
          .doesNotContain(System.getProperty("user.dir"), System.getProperty("user.home") + "/")
          .doesNotContainPattern("\"identity\": ?\"(?!worker)");
  }

  private static void replay(Path file, String history) throws Exception {
    List<Class<?>> others =
        Stream.concat(
                Scenarios.all().stream().skip(1),
                Stream.of(
                    RespondToIncidentWorkflow.class,
                    StandBackWorkflow.class,
                    LastExaminedWorkflow.class))
            .toList();
    WorkflowReplayer.replayWorkflowExecution(
        WorkflowExecutionHistory.fromJson(history, id(file)),
        Scenarios.all().get(0),
        others.toArray(Class<?>[]::new));
  }

  /** A recovery looks at its own id, which is the lock. */
  private static String id(Path file) {
    return switch (file.getParent().getFileName().toString()) {
      case "RespondToIncident" -> Services.TARGET.incidentId();
      case "KeepWarmCopy" -> Services.TARGET.copyId();
      case "LastExamined" -> Examinations.ID;
      case "StandBack" -> Orders.ID;
      default -> Services.TARGET.recoveryId();
    };
  }

  /** The text of a history with its payloads opened. */
  private static String opened(Path file) throws IOException {
    String history = Files.readString(file);
    StringBuilder text = new StringBuilder(history);
    Matcher data = Pattern.compile("\"data\": ?\"([^\"]*)\"").matcher(history);
    while (data.find()) text.append(new String(decoded(data.group(1)), UTF_8)).append('\n');
    return text.toString();
  }

  private static byte[] decoded(String data) {
    return Base64.getDecoder().decode(data.replace("\\u003d", "="));
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(FOLDER)) {
      return all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static void keep(Path file, String history) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, history);
  }
}

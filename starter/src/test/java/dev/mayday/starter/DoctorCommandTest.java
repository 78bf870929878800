package dev.mayday.starter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.worker.Finding;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What the doctor found, as people and programs read it. */
class DoctorCommandTest {
  private static final Finding WELL =
      new Finding("temporal", true, "answers", "", "", "", "", List.of());
  private static final Finding RED =
      new Finding(
          "a/b: checkout",
          false,
          "is torn",
          "finish the merge",
          "a",
          "b",
          "app-1",
          List.of("FallBackToFiles", "ReturnToPostgres"));

  private final StringWriter out = new StringWriter();

  @Test
  void theExitCodeIsZeroOnlyWhenEverythingWouldWork() {
    assertThat(tell(List.of(WELL))).isZero();
    assertThat(tell(List.of(WELL, RED))).isEqualTo(1);
    assertThat(tell(List.of(RED), "--json")).isEqualTo(1);
    assertThat(tell(List.of(WELL), "--json")).isZero();
  }

  @Test
  void whatFailsStandsWithWhatItStopsAndWhatToDo() {
    tell(List.of(WELL, RED));
    assertThat(out.toString().lines())
        .containsExactly(
            "ok   temporal: answers",
            "FAIL a/b: checkout: is torn",
            "     stops FallBackToFiles, ReturnToPostgres",
            "     HINT: finish the merge");
  }

  /** The fields that docs/doctor.md names, and no others. */
  @Test
  void jsonHasEveryField() throws IOException {
    tell(List.of(RED, WELL), "--json");
    JsonNode all = new ObjectMapper().readTree(out.toString());
    assertThat(all).hasSize(2);
    assertThat(all.get(0).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "what", "ok", "detail", "hint", "environment", "service", "host", "stops");
    assertThat(all.get(0).path("ok").isBoolean()).isTrue();
    assertThat(all.get(0).path("stops").get(1).asText()).isEqualTo("ReturnToPostgres");
    assertThat(all.get(0).path("host").asText()).isEqualTo("app-1");
    assertThat(all.get(1).path("ok").asBoolean()).isTrue();
    assertThat(all.get(1).path("stops")).isEmpty();
  }

  private int tell(List<Finding> findings, String... options) {
    Surroundings around = new Surroundings(Map.of(), Path.of("."), () -> null);
    DoctorCommand command = new DoctorCommand(around);
    CommandLine line = new CommandLine(command);
    line.setOut(new PrintWriter(out));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    line.parseArgs(options);
    return command.tell(findings);
  }
}

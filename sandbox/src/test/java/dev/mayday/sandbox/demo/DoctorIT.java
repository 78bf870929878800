package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.sandbox.Fault;
import dev.mayday.worker.Temporal;
import io.temporal.client.schedules.ScheduleHandle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The doctor on a real production: green when it is well, and red exactly where it is not. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DoctorIT {
  private static final String HERE = Scene.TARGET + ": ";
  @TempDir private static Path temp;
  private static Ground ground;

  @BeforeAll
  static void up() {
    ground = Ground.raise(temp.resolve("box"), 1, 50);
  }

  @AfterAll
  static void down() {
    if (ground != null) ground.close();
  }

  @Test
  @Order(1)
  void aHealthyProductionIsGreenInEveryAdapter() throws IOException {
    Map<String, JsonNode> findings = doctor(0);
    assertThat(findings.values()).allMatch(one -> one.path("ok").asBoolean());
    assertThat(findings.values()).allMatch(one -> one.path("hint").asText().isEmpty());
    assertThat(findings.keySet())
        .contains("temporal", "search attributes", "control worker", "worker of host sandbox")
        .contains("kill switch of sandbox", HERE + "lock", HERE + "schedule of the warm copy")
        .contains("token of lead", "secret of alert source alertmanager")
        .contains(HERE + "approval of FallBackToFiles", HERE + "approval of ReturnToPostgres")
        .contains("folder of reports", "folder of notices")
        .contains("folder of fences", "folder of sealed copies", "host sandbox")
        .contains(HERE + "database", HERE + "session tables", HERE + "sessions folder")
        .contains(HERE + "copies folder", HERE + "warm copy", HERE + "checkout", HERE + ".env")
        .contains(HERE + "process", HERE + "log", HERE + "status page", HERE + "test message");
    assertThat(ground.says(0, "doctor")).doesNotContain("FAIL");
  }

  @Test
  @Order(2)
  void everythingThatIsBrokenIsNamedWithWhatToDo() throws IOException {
    Path configuration = ground.sandbox.configuration();
    String well = Files.readString(configuration);
    Files.writeString(
        configuration,
        well.replace(
            "KeepWarmCopy: { every: 10s }",
            "KeepWarmCopy: { every: 30s }\n"
                + "          FallBackToFiles: { quorum: 2, claimedCounts: false }"));
    Path token = ground.sandbox.secret("on-call");
    Files.move(token, token.resolveSibling("mislaid"));
    ground.says(0, "stand-back", "on", "sandbox", "--by", "lead", "--why", "the provider works");
    ground.sandbox.breakIt(Fault.POSTGRES_STOPPED);

    Map<String, JsonNode> findings = doctor(1);
    red(findings, "token of on-call", "does not exist", "mode 0600");
    red(findings, HERE + "approval of FallBackToFiles", "only 1 with a token", "ladder");
    red(findings, "kill switch of sandbox", "lead: the provider works", "stand-back off");
    red(findings, HERE + "schedule of the warm copy", "not every", "schedules apply");
    red(findings, HERE + "database", "REFUSED", "file:");
    for (String still : List.of("temporal", "token of lead", HERE + "checkout", HERE + "process"))
      assertThat(findings.get(still).path("ok").asBoolean()).as(still).isTrue();
    assertThat(ground.says(1, "doctor")).contains("FAIL " + HERE + "database", "HINT: ");

    Files.move(token.resolveSibling("mislaid"), token);
    Files.writeString(configuration, well);
    ground.says(0, "stand-back", "off", "sandbox", "--by", "lead");
    ground.sandbox.heal();
  }

  @Test
  @Order(3)
  void aScheduleThatIsPausedOrGoneIsRed() throws IOException {
    ScheduleHandle schedule =
        Temporal.schedules(ground.scene.client()).getHandle(Scene.TARGET.copyId());
    schedule.pause("while the disk is moved");
    red(doctor(1), HERE + "schedule of the warm copy", "while the disk is moved", "unpause");
    schedule.delete();
    red(doctor(1), HERE + "schedule of the warm copy", "there is none", "schedules apply");
  }

  @Test
  @Order(4)
  void withoutTemporalTheRestIsLookedAt() throws IOException {
    ground.scene.temporal().kill();
    Map<String, JsonNode> findings = doctor(1);
    red(findings, "temporal", "does not answer", "TEMPORAL_ADDRESS");
    assertThat(findings.keySet()).doesNotContain("search attributes", "control worker");
    assertThat(findings.values().stream().filter(one -> !one.path("ok").asBoolean())).hasSize(1);
    assertThat(findings.keySet()).contains("token of lead", HERE + "database", HERE + "process");
  }

  private static void red(Map<String, JsonNode> findings, String what, String detail, String hint) {
    assertThat(findings).containsKey(what);
    JsonNode found = findings.get(what);
    assertThat(found.path("ok").asBoolean()).as(what).isFalse();
    assertThat(found.path("detail").asText()).contains(detail);
    assertThat(found.path("hint").asText()).contains(hint);
  }

  private static Map<String, JsonNode> doctor(int code) throws IOException {
    Map<String, JsonNode> findings = new LinkedHashMap<>();
    String said = ground.says(code, "doctor", "--json");
    for (JsonNode one : new ObjectMapper().readTree(said.substring(said.indexOf('['))))
      findings.put(one.path("what").asText(), one);
    return findings;
  }
}

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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        .contains(HERE + "process", HERE + "log", HERE + "status page", HERE + "test message")
        .contains("clock", "temporal's store", HERE + "clock of the database")
        .contains(HERE + "temporal's tables", HERE + "rights on the session tables")
        .contains(HERE + "pooler")
        .contains(HERE + "user", HERE + "home", HERE + "pm2 home", HERE + "node", HERE + "pm2")
        .contains(HERE + "git", HERE + "way to the tag", HERE + "way to the branch")
        .contains(HERE + "room for FallBackToFiles", HERE + "room for ReturnToPostgres")
        .contains(HERE + "room for KeepWarmCopy", HERE + "owner of sessions");
    assertThat(found(findings, "release of the tag"))
        .contains("files are compiled", "packages are installed as package-lock.json demands");
    assertThat(found(findings, "session format")).contains("Baileys 7", "not seen, of the tag's");
    assertThat(found(findings, "temporal's store")).contains("temporal.db, on the disk of");
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
    stops(findings, HERE + "database", "KeepWarmCopy", "ReturnToPostgres");
    stops(findings, "kill switch of sandbox", "FallBackToFiles", "ReturnToPostgres");
    for (String still : List.of("temporal", "token of lead", HERE + "checkout", HERE + "process"))
      assertThat(findings.get(still).path("ok").asBoolean()).as(still).isTrue();
    assertThat(ground.says(1, "doctor")).contains("FAIL " + HERE + "database", "HINT: ");

    Files.move(token.resolveSibling("mislaid"), token);
    Files.writeString(configuration, well);
    ground.says(0, "stand-back", "off", "sandbox", "--by", "lead");
    ground.sandbox.heal();
  }

  /** What a fallback would find: a tag that does not start, and a copy of the other generation. */
  @Test
  @Order(3)
  void aReleaseThatWouldNotStartAndSessionsThatItCannotReadAreNamed() throws IOException {
    Path configuration = ground.sandbox.configuration();
    String well = Files.readString(configuration);
    Files.writeString(configuration, well.replace("generation: 7", "generation: 6"));
    Path checkout = ground.sandbox.checkout();
    Path modules = checkout.resolve("node_modules");
    Path there = Files.readSymbolicLink(modules);
    Files.delete(modules);
    Map<String, JsonNode> findings = doctor(1);
    red(findings, HERE + "release of the tag", "pg 8.16.3 is not installed", "installs nothing");
    red(findings, HERE + "release of the branch", "pg is not installed", "installs nothing");
    stops(findings, HERE + "release of the tag", "FallBackToFiles");
    stops(findings, HERE + "release of the branch", "ReturnToPostgres");
    red(findings, HERE + "session format", "the copy's content says Baileys 7", "generation");
    Files.createSymbolicLink(modules, there);
    Files.writeString(configuration, well);

    ground.sandbox.breakIt(Fault.TAG_MISSING);
    red(doctor(1), HERE + "way to the tag", "names no commit", "git tag");
    ground.sandbox.heal();
  }

  @Test
  @Order(4)
  void whatIsMissingInTheDatabaseAndTemporalInItAreNamed() throws IOException {
    String role = "(SELECT tableowner FROM pg_tables WHERE tablename = 'whatsapp_keys')";
    sql(
        "DO $$ BEGIN EXECUTE format('REVOKE DELETE ON whatsapp_keys FROM %I', "
            + role
            + "); END $$");
    sql(
        "CREATE SCHEMA t; CREATE TABLE t.executions (); CREATE TABLE t.history_node ();"
            + " CREATE TABLE t.history_tree (); CREATE TABLE t.current_executions ()");
    Map<String, JsonNode> findings = doctor(1);
    red(findings, HERE + "rights on the session tables", "lacks DELETE", "GRANT DELETE");
    stops(findings, HERE + "rights on the session tables", "ReturnToPostgres");
    red(findings, HERE + "temporal's tables", "its schema t holds", "of its own");
    sql("DROP SCHEMA t CASCADE");
    sql("DO $$ BEGIN EXECUTE format('GRANT DELETE ON whatsapp_keys TO %I', " + role + "); END $$");
  }

  private static void sql(String statements) {
    try (Connection connection = DriverManager.getConnection(ground.sandbox.adminJdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute(statements);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The worker's own doctor looks by itself: figures, a red line for everybody, and green again.
   */
  @Test
  @Order(5)
  void theWorkersOwnDoctorTellsWhatItFound() throws IOException {
    assertThat(ground.says(0, "status")).contains("the doctor has not looked yet at sandbox");
    Path configuration = ground.sandbox.configuration();
    Files.writeString(
        configuration, Files.readString(configuration).replace("after: 1d", "after: 1s"));
    ground.sandbox.breakIt(Fault.TAG_MISSING);
    ground.scene.killMayday();
    ground.scene.startMayday();
    String red = "what=\"" + HERE + "way to the tag\"} 1.0";
    Until.holds("it is on the figures", () -> metrics().contains(red));
    assertThat(metrics())
        .contains("what=\"" + HERE + "process\"} 0.0", "mayday_doctor_last_run_timestamp_seconds ");
    String status =
        Until.found(
            "a line of status",
            () -> Optional.of(ground.says(0, "status")).filter(said -> said.contains("would not")));
    assertThat(status)
        .contains("the doctor of sandbox: ", "way to the tag", "(stops FallBackToFiles)");
    ground.sandbox.heal();
    ground.scene.killMayday();
    ground.scene.startMayday();
    Until.holds("it is well again", () -> !ground.says(0, "status").contains("would not"));
  }

  private static String metrics() {
    return ground.scene.get(ground.scene.metricsUrl());
  }

  @Test
  @Order(6)
  void aScheduleThatIsPausedOrGoneIsRed() throws IOException {
    ScheduleHandle schedule =
        Temporal.schedules(ground.scene.client()).getHandle(Scene.TARGET.copyId());
    schedule.pause("while the disk is moved");
    red(doctor(1), HERE + "schedule of the warm copy", "while the disk is moved", "unpause");
    schedule.delete();
    red(doctor(1), HERE + "schedule of the warm copy", "there is none", "schedules apply");
  }

  @Test
  @Order(7)
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

  private static void stops(Map<String, JsonNode> findings, String what, String... scenarios) {
    assertThat(findings.get(what).path("stops"))
        .extracting(JsonNode::asText)
        .as(what)
        .containsExactly(scenarios);
  }

  private static String found(Map<String, JsonNode> findings, String what) {
    JsonNode one = findings.getOrDefault(HERE + what, findings.get(what));
    return one.path("detail").asText();
  }

  private static Map<String, JsonNode> doctor(int code) throws IOException {
    Map<String, JsonNode> findings = new LinkedHashMap<>();
    String said = ground.says(code, "doctor", "--json");
    for (JsonNode one : new ObjectMapper().readTree(said.substring(said.indexOf('['))))
      findings.put(one.path("what").asText(), one);
    return findings;
  }
}

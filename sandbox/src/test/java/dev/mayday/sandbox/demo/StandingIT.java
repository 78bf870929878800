package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.reports.ReportJson;
import dev.mayday.incident.Alert;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Status;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** When Mayday must not act, it does not; when it must leave something out, it says so. */
class StandingIT extends OnGround {
  StandingIT() {
    super(2, 200, "FallBackToFiles: { coolDown: 5s }");
  }

  @Test
  @Order(1)
  void anAlertAboutAHealthyServiceChangesNothing() {
    Picture before = Picture.of(ground.scene);
    assertThat(ground.scene.alert("firing", Instant.now())).isEqualTo(202);
    ground.incident("nothing to recover", seen -> said(seen.notes(), "nothing to recover is seen"));
    assertThat(ground.newest()).as("a recovery").isEmpty();
    assertThat(ground.scene.alert("resolved", Instant.now())).isEqualTo(202);
    ground.incident("resolved", seen -> seen.alerts().stream().noneMatch(Alert::firing));
    ground.says(20, List.of("recover", "FallBackToFiles", "--by", "lead", "--wait"));
    assertThat(Picture.of(ground.scene)).isEqualTo(before);
  }

  @Test
  @Order(2)
  void aRehearsalChangesNothing() {
    ground.sandbox.breakIt(Fault.POSTGRES_STOPPED);
    Picture before = Picture.of(ground.scene);
    ground.says(0, List.of("rehearse", "FallBackToFiles", "--by", "lead", "--wait"));
    assertThat(ground.says(0, List.of("report")))
        .contains("REHEARSED", "commit: start baileys-whatsapp-service on files");
    assertThat(Picture.of(ground.scene)).isEqualTo(before);
  }

  @Test
  @Order(3)
  void aQuestionOutlivesTheServerCountsNoWrongTokenAndCanBeAborted() {
    Picture before = Picture.of(ground.scene);
    String run = ground.begin("FallBackToFiles", "nobody shall approve it");
    Question question = ground.asked(run);
    thisBuildCouldGoOn(run);
    ground.scene.temporal().kill();
    ground.scene.temporal().start();
    assertThat(ground.asked(run)).isEqualTo(question);
    assertThat(ground.answers(1, question, "yes", "lead")).contains("the code is not right");
    assertThat(ground.says(1, List.of("recover", "FallBackToFiles", "--by", "lead")))
        .contains("runs already", run);
    assertThat(ground.asked(run)).isEqualTo(question);
    ground.says(0, List.of("abort", "--by", "lead", "--why", "false alarm after all"));
    assertThat(ground.end(run).outcome()).isEqualTo(Outcome.ABORTED);
    assertThat(Picture.of(ground.scene)).isEqualTo(before);
  }

  /** Asked by whoever upgrades, while people are asked; what the server lists comes a bit later. */
  private void thisBuildCouldGoOn(String run) {
    String line = Until.found("the open run is listed", () -> checked(run));
    assertThat(line).matches("ok +FallBackToFiles as recovery/sandbox/whatsapp, run " + run + ".*");
  }

  private Optional<String> checked(String run) {
    return ground.says(0, "upgrade-check").lines().filter(one -> one.contains(run)).findAny();
  }

  /** As the Web UI's button does it. */
  @Test
  @Order(4)
  void aCancelWhileAQuestionIsOpenEndsTheRunAndTheNextAlertIsHeard() throws IOException {
    Picture before = Picture.of(ground.scene);
    String run = ground.begin("FallBackToFiles", "it will be cancelled");
    ground.asked(run);
    assertThat(Picture.of(ground.scene)).as("something is ready aside").isNotEqualTo(before);
    ground.of(run).cancel("not now");
    Until.holds("it ends", () -> !ground.open(run));
    assertThat(ground.status(run))
        .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
    Path filed = ground.scene.reports().resolve(run + ".json");
    Report report = ReportJson.read(Files.readString(filed));
    assertThat(report.outcome()).isEqualTo(Outcome.ABORTED);
    assertThat(report.leftToDo()).isEmpty();
    assertThat(Picture.of(ground.scene)).isEqualTo(before);

    assertThat(ground.scene.alert("firing", Instant.now())).isEqualTo(202);
    String next = ground.after(run);
    ground.answers(0, ground.asked(next), "no", "on-call");
    assertThat(ground.end(next).outcome()).isEqualTo(Outcome.DECLINED);
    assertThat(ground.scene.alert("resolved", Instant.now())).isEqualTo(202);
    assertThat(Picture.of(ground.scene)).isEqualTo(before);
  }

  @Test
  @Order(5)
  void anInputThatIsWrongIsRefusedWithTheRightForm() {
    Picture before = Picture.of(ground.scene);
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(Scene.TARGET.recoveryId())
            .setTaskQueue("mayday")
            .build();
    WorkflowStub stub = ground.scene.client().newUntypedWorkflowStub("FallBackToFiles", options);
    stub.start(Map.of("environment", "sandbox", "servise", "whatsapp"));
    Report refused = stub.getResult(Report.class);
    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(refused.why()).contains("servise", "HINT: ", "{\"environment\"");
    assertThat(Picture.of(ground.scene)).isEqualTo(before);
  }

  /**
   * One company's credentials are spoilt; the copy follows only when a person says that it may. The
   * kill switch holds first.
   */
  @Test
  @Order(6)
  void standsBackThenRecoversAllButTheSpoiltCompany() throws Exception {
    ground.sandbox.heal();
    ground.sandbox.breakIt(Fault.CREDENTIALS_CORRUPTED);
    accept(ground.copyRefused("company 1 is not usable any more"));
    ground.copied("not usable: company 1");
    ground.sandbox.breakIt(Fault.POSTGRES_STOPPED);
    Picture before = Picture.of(ground.scene);
    String run = ground.begin("FallBackToFiles", "the database is gone");
    Question question = ground.asked(run);
    ground.says(
        0, "stand-back", "on", "sandbox", "--by", "lead", "--why", "the provider works on it");
    ground.answers(0, question, "yes", "on-call");
    ground.seen(run, "held", StandingIT::held);
    assertThat(ground.scene.alert("firing", Instant.now())).isEqualTo(202);
    ground.incident("stands back", seen -> said(seen.notes(), "standing back: lead"));
    assertThat(Picture.of(ground.scene).production()).isEqualTo(before);
    ground.says(0, "stand-back", "off", "sandbox", "--by", "lead");
    Report end = ground.end(run);

    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.RECOVERED_IN_PART);
    assertThat(end.apart()).singleElement().asString().startsWith("company 1: ");
    Status status = ground.sandbox.status();
    assertThat(status.mode()).isEqualTo("files");
    assertThat(status.connected()).isEqualTo(1);
    assertThat(status.broken())
        .as(status.table())
        .containsExactly("every company is connected", "identities are those of birth");
    assertThat(status.table())
        .contains("company 1 is left out", "company 1 has no credentials", "no violation")
        .doesNotContain("another identity");
  }

  /** Does what the hint says: makes the file that stands for this loss. */
  private static void accept(String refusal) throws IOException {
    int begin = refusal.indexOf("`touch ") + "`touch ".length();
    Files.createFile(Path.of(refusal.substring(begin, refusal.indexOf('`', begin))));
  }

  private static boolean held(Report report) {
    return report.journal().stream().anyMatch(one -> one.kind().equals("hold"));
  }

  private static boolean said(List<String> notes, String words) {
    return notes.stream().anyMatch(note -> note.contains(words));
  }
}

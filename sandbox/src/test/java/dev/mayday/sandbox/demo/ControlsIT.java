package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.mayday.activities.reports.ReportJson;
import dev.mayday.incident.Entry;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.runbook.Control;
import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Status;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.RawValue;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * What people do to a recovery from beside, by Mayday's own commands and by Temporal's: pause,
 * abort, Cancel, Terminate, signals and start forms full of slips, on a real server. Long since
 * each goes on where the one before left the service, and a sandbox for each would take minutes.
 */
class ControlsIT extends OnGround {
  private static final String FILES = "FallBackToFiles";
  private static final String HELD = "aborted";
  private Picture before;

  ControlsIT() {
    super(1, 60, "FallBackToFiles: { coolDown: 5s }");
  }

  @Test
  @Order(1)
  void aStartFormWithASlipIsRefusedWithTheRightForm() {
    Picture well = Picture.of(ground.scene);
    Map<String, String> slips = new LinkedHashMap<>();
    slips.put(
        "{\"environment\":\"sanbox\",\"service\":\"whatsapp\"}", "there are sandbox/whatsapp");
    slips.put(
        "{\"environment\":\"sandbox\",\"service\":\"whatsap\"}", "there are sandbox/whatsapp");
    slips.put("{\"environment\":\"sandbox\",\"service\":7}", "service is not a text");
    slips.put("{\"environment\":\"sandbox\",\"servise\":\"whatsapp\"}", "unknown key \"servise\"");
    slips.put("{}", "environment \"\" is not a name");
    slips.put("\"sandbox/whatsapp\"", "the input is not a JSON object");
    slips.forEach((input, why) -> refused(typed(input), why));
    for (String bytes : List.of("{\"environment\": \"sandbox\", ", "", "\u0000\u0001"))
      refused(begun(raw(bytes)), "the input is not a JSON object");
    assertThat(Picture.of(ground.scene)).isEqualTo(well);
  }

  /** As Temporal's own command starts it. */
  private WorkflowStub typed(String input) {
    Typed.temporal(
        ground.scene, "start", "--type", FILES, "--task-queue", "mayday", "--input", input);
    return ground.scene.recovery();
  }

  private WorkflowStub begun(Object input) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(Scene.TARGET.recoveryId())
            .setTaskQueue("mayday")
            .build();
    WorkflowStub stub = ground.scene.client().newUntypedWorkflowStub(FILES, options);
    stub.start(input);
    return stub;
  }

  private static RawValue raw(String bytes) {
    return new RawValue(
        Payload.newBuilder()
            .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
            .setData(ByteString.copyFromUtf8(bytes))
            .build());
  }

  private void refused(WorkflowStub run, String why) {
    Report report = run.getResult(Report.class);
    assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(report.why()).contains(why, "HINT: ");
    assertThat(events(report.run()))
        .as("no failing workflow task")
        .noneMatch(HistoryEvent::hasWorkflowTaskFailedEventAttributes);
  }

  @Test
  @Order(2)
  void anAbortBeforeAnythingIsPreparedEndsTheRun() {
    ground.sandbox.breakIt(Fault.POSTGRES_STOPPED);
    before = Picture.of(ground.scene);
    String run = waiting("false alarm");
    assertThat(new Say(ground, run).update("abort", control("false alarm after all")))
        .isEqualTo("stops and rolls back");
    Report end = ground.end(run);
    assertThat(end.outcome()).isEqualTo(Outcome.ABORTED);
    assertThat(end.why()).isEqualTo("aborted by lead: false alarm after all");
    assertThat(Picture.of(ground.scene)).isEqualTo(before);
    assertThat(any(end, "control", "abort by lead")).isTrue();
    assertThat(ground.says(1, List.of("abort", "--by", "lead")))
        .as("an abort of what has ended")
        .contains("nothing runs as", "HINT: ");
  }

  /** A run that waits for its second look at the database. */
  private String waiting(String why) {
    Map<String, String> input =
        Map.of("environment", "sandbox", "service", "whatsapp", "by", "lead", "why", why);
    String last = ground.newest();
    begun(input);
    String run = ground.after(last);
    Until.holds("it waits", () -> !looking(run).isEmpty());
    return run;
  }

  /** The wait between the two looks at the database, which lasts 3 s in every sandbox. */
  private List<HistoryEvent> looking(String run) {
    return events(run).stream()
        .filter(HistoryEvent::hasTimerStartedEventAttributes)
        .filter(
            one -> one.getTimerStartedEventAttributes().getStartToFireTimeout().getSeconds() == 3)
        .toList();
  }

  private boolean fired(String run) {
    long waits = looking(run).get(0).getEventId();
    return events(run).stream()
        .anyMatch(one -> one.getTimerFiredEventAttributes().getStartedEventId() == waits);
  }

  /** The timer goes off while it is paused: nothing follows until somebody resumes. */
  @Test
  @Order(3)
  void aPauseOutlastsATimerAndNonsenseDoesNotEndIt() {
    String run = waiting("it will be paused");
    Say say = new Say(ground, run);
    assertThat(say.update("pause", control("I look first")))
        .isEqualTo("holds before the next step");
    Until.holds("the timer went off", () -> fired(run));
    Report held = ground.seen(run, "held", now -> any(now, "hold", "paused by lead"));
    assertThat(looks(held)).as("looks at the database").isEqualTo(1);
    assertThat(say.update("pause", control("again"))).isEqualTo("rejected: it is paused already");
    nonsense(run);
    assertThat(ground.report(run).orElseThrow().pausedBy()).isEqualTo("lead");
    Instant since = held.journal().get(held.journal().size() - 1).at();
    assertThat(ground.says(0, List.of("resume", "--by", "on-call"))).contains("goes on");
    Duration paused = Duration.between(since, Instant.now()).minusSeconds(2);
    Question question = ground.asked(run);
    nonsense(run);
    assertThat(ground.asked(run)).as("the question is open still").isEqualTo(question);
    ground.answers(0, question, "no", "on-call");
    Report end = ground.end(run);
    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.DECLINED);
    assertThat(looks(end)).isEqualTo(2);
    assertThat(any(end, "control", "pause by lead")).isTrue();
    assertThat(any(end, "control", "resume by on-call")).isTrue();
    assertThat(any(end, "decision", "a signal without a decision")).as("nonsense").isTrue();
    assertThat(end.rto().human()).as("a pause is people's time").isGreaterThan(paused);
    assertThat(events(run)).noneMatch(HistoryEvent::hasWorkflowTaskFailedEventAttributes);
    assertThat(Picture.of(ground.scene)).isEqualTo(before);
  }

  private static long looks(Report report) {
    return report.journal().stream()
        .filter(one -> one.what().startsWith("does the database answer"))
        .filter(one -> one.kind().equals("check"))
        .count();
  }

  /** Signals whose content, form or name is wrong, by Temporal's own command and by raw bytes. */
  private void nonsense(String run) {
    Scene scene = ground.scene;
    Typed.temporal(scene, "signal", "--name", "decide", "--input", "\"yes\"");
    Typed.temporal(scene, "signal", "--name", "decide", "--input", "{\"question\":\"one\"}");
    Typed.temporal(scene, "signal", "--name", "abort", "--input", "[\"now\"]");
    Typed.temporal(scene, "signal", "--name", "no-such-signal", "--input", "{}");
    WorkflowStub stub = ground.of(run);
    for (String name : List.of("decide", "abort", "resume", "ended", "../x"))
      for (Object words : List.of(raw("{"), List.of(1), 7, "x".repeat(10_000)))
        stub.signal(name, words);
    stub.signal("decide", raw(""));
    stub.signal("decide");
    assertThat(ground.open(run)).isTrue();
  }

  /** Temporal's own Cancel, as its Web UI's button sends it, in the middle of the changes. */
  @Test
  @Order(4)
  void aCancelHalfWayPutsEverythingBack() throws IOException {
    String run = halfWay("it will be cancelled");
    Typed.temporal(ground.scene, "cancel");
    Until.holds("it ends", () -> !ground.open(run));
    assertThat(ground.status(run))
        .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
    Report filed = ReportJson.read(Files.readString(ground.scene.reports().resolve(run + ".json")));
    assertThat(filed.outcome()).isEqualTo(Outcome.ABORTED);
    assertThat(filed.why()).isEqualTo("the workflow was cancelled");
    isPutBack(filed);
  }

  /** After the stop and the checkout, before the .env: blocked, and the question is open. */
  private String halfWay(String why) {
    try (Restless hand =
        new Restless(ground.sandbox.envFile(), ground.sandbox.folder().resolve("draft.env"))) {
      assertThat(hand).isNotNull();
      String run = ground.begin(FILES, why);
      ground.answers(0, ground.asked(run), "yes", "on-call");
      Question blocked = ground.seen(run, "blocked", ControlsIT::blocked).open();
      assertThat(blocked.text()).contains("blocked: set {USE_REPOSITORY_PATTERN=false");
      return run;
    }
  }

  private static boolean blocked(Report report) {
    return report.open() != null && report.open().text().startsWith("blocked: ");
  }

  private void isPutBack(Report report) {
    assertThat(report.leftToDo()).isEmpty();
    assertThat(report.journal()).filteredOn(one -> one.kind().equals("undo")).hasSize(4);
    Picture now = Picture.ofRunning(ground.scene);
    assertThat(now.head()).isEqualTo(before.head());
    assertThat(now.env()).isEqualTo(before.env());
    assertThat(now.files()).isEqualTo(before.files());
    assertThat(now.saved()).isEqualTo(before.saved());
    assertThat(now.mode()).isEqualTo("postgres");
  }

  @Test
  @Order(5)
  void anAbortHalfWayPutsEverythingBack() {
    String run = halfWay("it will be aborted");
    assertThat(ground.says(0, List.of("abort", "--by", "lead", "--why", "not now")))
        .contains("stops and rolls back");
    Report end = ground.end(run);
    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.ABORTED);
    isPutBack(end);
  }

  /** Aside, and in the dry run: nothing of production was changed, and what was made goes. */
  @Test
  @Order(6)
  void anAbortBeforeThePlanStandsPutsAwayWhatWasMadeReady() {
    for (FaultPhase phase : List.of(FaultPhase.PREPARE, FaultPhase.REHEARSE)) {
      Report end = abortedAt(FaultCell.FALL_BACK, phase, "stops and rolls back");
      isUntouched(end, phase);
      assertThat(any(end, "question", "1: ")).as("people were asked").isFalse();
    }
  }

  /** The question closes with nobody's answer, and what was made ready aside goes. */
  @Test
  @Order(7)
  void anAbortWhilePeopleAreAskedClosesTheQuestion() {
    Report end = abortedAt(FaultCell.FALL_BACK, FaultPhase.APPROVE, "stops and rolls back");
    isUntouched(end, FaultPhase.APPROVE);
    assertThat(any(end, "question", "1: ")).as("people were asked").isTrue();
    assertThat(any(end, "answer", "question 1")).as("somebody answered").isFalse();
    assertThat(end.decisions()).isEmpty();
    assertThat(end.open()).isNull();
    assertThat(ground.says(1, ground.scene.answering(1, "yes", "on-call")))
        .as("a yes after the abort")
        .contains("nothing runs as", "HINT: ");
  }

  private void isUntouched(Report end, FaultPhase phase) {
    assertThat(end.outcome()).as(phase + ": " + end.why()).isEqualTo(Outcome.ABORTED);
    saysWhoAborted(end, phase);
    Picture now = Picture.of(ground.scene);
    assertThat(now.withPid(before.pid())).as(phase.toString()).isEqualTo(before);
  }

  /** The report names who said it, why, and in which phase it was taken in. */
  private static void saysWhoAborted(Report end, FaultPhase phase) {
    assertThat(end.why()).startsWith("aborted by lead: not now");
    List<Entry> said = end.journal().stream().filter(one -> one.kind().equals("control")).toList();
    assertThat(said).hasSize(1);
    assertThat(said.get(0).what()).isEqualTo("abort by lead");
    assertThat(said.get(0).result()).isEqualTo("not now");
    assertThat(said.get(0).phase()).isNotEmpty();
    assertThat(phase.toString()).startsWith(said.get(0).phase());
  }

  /** Says abort while a recovery stands before the activity that a phase is named for. */
  private Report abortedAt(String scenario, FaultPhase phase, String said) {
    return aborted(heldAt(scenario, phase), said);
  }

  /** A run that stands there, or asks whether it may carry out its plan. */
  private String heldAt(String scenario, FaultPhase phase) {
    FaultCell cell = new FaultCell(scenario, Mishap.WORKER_KILLED, phase);
    if (phase != FaultPhase.APPROVE)
      ground.sabotage.order(
          HELD, dev.mayday.sandbox.sabotage.Order.holdBefore(scenario, cell.activity()));
    String run = ground.begin(scenario, "it will be aborted in " + phase);
    if (phase.planned()) ground.answers(0, ground.asked(run), "yes", "on-call");
    if (phase == FaultPhase.APPROVE) ground.asked(run);
    else Until.holds(run + " is held", () -> ground.sabotage.carriedOut(HELD));
    return run;
  }

  private Report aborted(String run, String said) {
    assertThat(new Say(ground, run).update("abort", control("not now"))).isEqualTo(said);
    ground.sabotage.withdraw(HELD);
    return ground.end(run);
  }

  /** Nothing is undone then; the next run says what it finds, and goes on from there. */
  @Test
  @Order(8)
  void theNextRunSaysWhatATerminatedOneLeft() {
    String run = halfWay("it will be terminated");
    Typed.temporal(ground.scene, "terminate", "--reason", "somebody pressed the button");
    assertThat(ground.status(run))
        .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED);
    assertThat(ground.says(0, List.of("report", run)))
        .as("how far it came")
        .contains("ENDED FROM OUTSIDE", "somebody pressed the button", "nothing was put back")
        .contains("stop " + ground.sandbox.process() + ", proven", "check out ");
    assertThat(ground.scene.reports().resolve(run + ".json")).as("a report").doesNotExist();
    String next = ground.begin(FILES, "after the terminated one");
    Question question = ground.asked(next);
    assertThat(question.text())
        .contains(
            "the checkout is on " + ground.sandbox.tag() + " already", "does not run (stopped)")
        .contains("an earlier run that was ended from outside leaves it so");
    ground.answers(0, question, "yes", "on-call");
    handsOver(next);
  }

  /** After the point of no return an abort stops nothing: the service stays up, people have it. */
  private void handsOver(String run) {
    ground.seen(run, "the seal", now -> any(now, "commit", "start "));
    assertThat(new Say(ground, run).update("abort", control("I look myself")))
        .isEqualTo("stops and hands over");
    Report end = ground.end(run);
    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.HANDED_OVER);
    assertThat(end.leftToDo()).anyMatch(one -> one.startsWith("not done: prove: "));
    assertThat(any(end, "check", "is it half-way already?")).isTrue();
    assertThat(ground.sandbox.awaitGreen(PATIENCE).mode()).isEqualTo("files");
  }

  /** The rows are in the database by then, and the .env is about to be set: all is put back. */
  @Test
  @Order(9)
  void anAbortOfAReturnBeforeItsSealTakesTheRowsBack() throws Exception {
    ground.sandbox.heal();
    Picture onFiles = Picture.of(ground.scene);
    Keys rows = Keys.inDatabase(ground.sandbox);
    String run = heldAt(FaultCell.RETURN, FaultPhase.SETTINGS);
    assertThat(Keys.inDatabase(ground.sandbox)).as("what was brought").isNotEqualTo(rows);
    Report end = aborted(run, "stops and rolls back");
    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.ABORTED);
    saysWhoAborted(end, FaultPhase.SETTINGS);
    assertThat(end.leftToDo()).isEmpty();
    assertThat(any(end, "undo", "bring the sessions from files")).isTrue();
    assertThat(Keys.inDatabase(ground.sandbox)).isEqualTo(rows);
    Picture now = Picture.ofRunning(ground.scene);
    assertThat(now.withPid(onFiles.pid())).isEqualTo(onFiles);
    worksOnFiles();
  }

  /** All is proven then, and nothing is left that could be stopped. */
  @Test
  @Order(10)
  void anAbortOfARecoveryThatIsEndingIsRejected() {
    ground.sandbox.heal();
    Report end =
        abortedAt(FaultCell.RETURN, FaultPhase.AFTERCARE, "rejected: this recovery is ending");
    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.RECOVERED);
    assertThat(any(end, "control", "abort")).isFalse();
    assertThat(ground.sandbox.awaitGreen(PATIENCE).mode()).isEqualTo("postgres");
  }

  /** It runs on files and nothing proved it: what was not proven is named, and nothing is sent. */
  @Test
  @Order(11)
  void anAbortWhileItIsProvenHandsOverWithTheProofsThatAreLeft() {
    ground.sandbox.breakIt(Fault.POSTGRES_STOPPED);
    long sent = TestMessages.sent(ground.sandbox);
    Report end = abortedAt(FaultCell.FALL_BACK, FaultPhase.VERIFY, "stops and hands over");
    assertThat(TestMessages.sent(ground.sandbox)).as("test messages").isEqualTo(sent);
    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.HANDED_OVER);
    saysWhoAborted(end, FaultPhase.VERIFY);
    assertThat(end.why()).contains("after the point of no return nothing is undone");
    assertThat(end.leftToDo())
        .contains(
            "not done: prove: connected to WhatsApp", "not done: prove: a test message is sent");
    assertThat(any(end, "undo", "")).as("something was undone").isFalse();
    worksOnFiles();
  }

  private void worksOnFiles() {
    Status status = ground.sandbox.awaitGreen(PATIENCE);
    assertThat(status.green()).as(status.table()).isTrue();
    assertThat(status.mode()).isEqualTo("files");
  }

  private static boolean any(Report report, String kind, String what) {
    return report.journal().stream()
        .anyMatch((Entry one) -> one.kind().equals(kind) && one.what().startsWith(what));
  }

  private static Control control(String why) {
    return new Control("lead", why, "");
  }

  private List<HistoryEvent> events(String run) {
    return ground.scene.client().fetchHistory(Scene.TARGET.recoveryId(), run).getEvents();
  }
}

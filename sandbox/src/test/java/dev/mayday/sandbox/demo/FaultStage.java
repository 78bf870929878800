package dev.mayday.sandbox.demo;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.runbook.Decision;
import dev.mayday.runbook.Start;
import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Kind;
import dev.mayday.sandbox.Raised;
import dev.mayday.sandbox.Sandbox;
import dev.mayday.sandbox.SmallDisks;
import dev.mayday.sandbox.Status;
import dev.mayday.sandbox.sabotage.Order;
import dev.mayday.triage.Carried;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.schedules.ScheduleClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;

/**
 * Where cells are played one after the other: healed and in the right mode before each, and raised
 * anew where the last one left something for people to do.
 */
final class FaultStage implements AutoCloseable {
  private static final Duration HEALS = Duration.ofSeconds(30);

  /** What ended red, and may have, is either green soon or left to people. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final String HELD = "fault";

  /** They need a small disk that can be filled. */
  private static final Set<String> FULL =
      Set.of(Fault.DISK_FULL.label(), Fault.CHECKOUT_DISK_FULL.label());

  private static final String[] POLICIES = {
    "FallBackToFiles: { decideWithin: 2s, coolDown: 0s, watchFor: 0s }",
    "ReturnToPostgres: { decideWithin: 2s, coolDown: 0s, watchFor: 0s }"
  };
  private final Path folder;
  private final boolean smallDisk;
  private final String refusal;
  private int raised;
  private Ground ground;
  private Status last;

  /**
   * @param folder where sandboxes rise
   * @param smallDisk whether their checkouts stand on small disks
   */
  FaultStage(Path folder, boolean smallDisk) {
    this.folder = folder;
    this.smallDisk = smallDisk;
    refusal = SmallDisks.refusal(folder);
  }

  /** Plays one cell. */
  FaultEnd play(FaultCell cell) {
    possible(cell.mishap().name());
    stand(cell.from());
    last = null; // whatever fails from here on, the next cell gets a ground of its own
    try (Census census = new Census(ground.sandbox)) {
      FaultEnd end = played(cell, census);
      return end.with(census.most());
    }
  }

  private FaultEnd played(FaultCell cell, Census census) {
    Picture before = Picture.of(ground.scene);
    if (!cell.alone()) ground.sandbox.breakIt(Fault.PORT_REFUSED);
    if (cell.phase() == FaultPhase.CONFIRM) cell.mishap().strike().accept(ground);
    Report report = recover(cell);
    Picture after = Picture.of(ground.scene);
    Status during = ground.sandbox.status();
    ground.sandbox.heal();
    return healed(new FaultEnd(cell, report, before, after, during, during, census.most()));
  }

  /** Where nobody may mount a small disk what needs one is left out, with the reason. */
  private void possible(String mishap) {
    if (FULL.contains(mishap)) Assumptions.assumeTrue(refusal.isEmpty(), mishap + ": " + refusal);
  }

  /**
   * Waits while there is something to complain about: what was healed takes its time to come up.
   */
  private FaultEnd healed(FaultEnd end) {
    long deadline = System.nanoTime() + HEALS.toNanos();
    while (true) {
      Status seen = ground.sandbox.status();
      FaultEnd now = end.with(seen);
      boolean well = now.complaints().isEmpty();
      if (well) last = seen;
      if (well || System.nanoTime() > deadline) return now;
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** The ground, healthy and with its sessions where they are to be. */
  Ground stand(String mode) {
    if (ground != null && last != null && !last.green()) last = ground.sandbox.awaitGreen(SOON);
    if (ground == null || last == null || !last.green()) raise();
    if (!mode.equals(last.mode())) cross(mode);
    if (mode.equals("postgres")) copy();
    return ground;
  }

  /** The ground as it is now. */
  Ground ground() {
    return ground;
  }

  private void raise() {
    close();
    ground = Ground.on(sandbox(), this::brisk, POLICIES);
    ScheduleClient.newInstance(ground.scene.client().getWorkflowServiceStubs())
        .getHandle(Scene.TARGET.copyId())
        .pause("the cells take copies of their own");
    last = ground.sandbox.awaitGreen(HEALS);
  }

  private Sandbox sandbox() {
    Path next = folder.resolve("box" + raised++);
    return Raised.up(next, Kind.WHATSAPP, 2, 60, smallDisk && refusal.isEmpty());
  }

  /** Warm copies lie on the disk that can be filled, where there is one. */
  private Setting brisk(Sandbox sandbox) {
    forgettable(sandbox.secret("database"));
    String store =
        smallDisk ? "generation: 7, copies: \"" + copies(sandbox) + "\"" : "generation: 7";
    return new Setting(
        Map.of(), Map.of(), settings -> brisk(settings).replace("generation: 7", store));
  }

  /** Mayday looks for the database by a name that can go away. */
  private static void forgettable(Path url) {
    try {
      String known = Files.readString(url);
      Files.writeString(url, known.replace("@localhost:", "@" + Sandbox.DATABASE + ":"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path copies(Sandbox sandbox) {
    return sandbox.checkout().resolve("copies");
  }

  private static String brisk(String settings) {
    return settings
        .replace("connectWithin: 3s", "connectWithin: 6s")
        .replace("probeApart: 3s", "probeApart: 1s")
        .replace("stableFor: 5s", "stableFor: 1s")
        .replace("steadyFor: 3s", "steadyFor: 2s")
        .replace("connectWithin: 1m", "connectWithin: 4s");
  }

  private void cross(String mode) {
    boolean files = mode.equals("files");
    if (files) {
      copy();
      ground.sandbox.breakIt(Fault.PORT_REFUSED);
    }
    String run = begin(files ? FaultCell.FALL_BACK : FaultCell.RETURN);
    while (ground.open(run)) answer(run);
    ground.sandbox.heal();
    last = ground.sandbox.awaitGreen(HEALS);
    if (!last.green() || !mode.equals(last.mode()))
      throw new AssertionError(ground.end(run).why() + "\n" + last.table());
  }

  /** A warm copy of now: the one that the schedule took may be from before the last crossing. */
  private String copy() {
    return Until.found(
        "a warm copy", () -> Optional.of(copied()).filter(said -> said.startsWith("copy of ")));
  }

  /** Takes a warm copy; what it said, also where it failed. */
  private String copied() {
    return copied(() -> {});
  }

  /**
   * The same.
   *
   * @param meanwhile what happens once it is begun
   */
  private String copied(Runnable meanwhile) {
    WorkflowStub copy = stub(OtherCell.COPY, "copy-now");
    try {
      copy.start(new Start(Scene.TARGET, false, "lead", null, "now"));
      meanwhile.run();
      return copy.getResult(String.class);
    } catch (WorkflowException failed) {
      Throwable root = failed;
      while (root.getCause() != null) root = root.getCause();
      return String.valueOf(root.getMessage());
    }
  }

  /** Takes a warm copy while something is broken. */
  CopyUnderFault copyUnder(OtherCell cell) {
    possible(cell.mishap().name());
    stand("postgres");
    last = null;
    Path before = current();
    Rows rows = Rows.of(ground.sandbox);
    before(cell);
    String said = copied(() -> within(cell));
    boolean kept = before.equals(current());
    List<String> missing = kept ? List.of() : rows.missingIn(current());
    ground.sandbox.heal();
    last = ground.sandbox.awaitGreen(HEALS);
    Rows healed = Rows.of(ground.sandbox);
    String after = copy();
    List<String> missingAfter = healed.missingIn(current());
    return new CopyUnderFault(cell, said, kept, missing, after, missingAfter, last);
  }

  /** Has an alert tell of what breaks, and says no to the recovery that begins by it. */
  IncidentUnderFault alerted(OtherCell cell) {
    possible(cell.mishap().name());
    stand("postgres");
    last = null;
    Picture before = Picture.of(ground.scene).production().withPid(0);
    Alarm alarm = new Alarm(ground, ExpectedVerdict.of(cell.mishap()).alert());
    before(cell);
    Carried incident = alarm.rings(() -> within(cell));
    ground.sandbox.heal();
    Outcome end = incident.recovery().isEmpty() ? null : declined(incident.recovery());
    alarm.over();
    Status healed = ground.sandbox.awaitGreen(HEALS);
    boolean untouched = Picture.of(ground.scene).production().withPid(0).equals(before);
    last = healed;
    return new IncidentUnderFault(cell, incident.notes(), end, untouched, healed);
  }

  /** Makes the fault, or sees to it that the run will stand before its step until it is made. */
  private void before(OtherCell cell) {
    if (cell.within())
      ground.sabotage.order(HELD, Order.holdBefore(cell.workflow(), cell.activity()));
    else cell.mishap().strike().accept(ground);
  }

  /** Makes the fault where the run stands before its step, and lets it go on. */
  private void within(OtherCell cell) {
    if (!cell.within()) return;
    try {
      Until.holds(cell + " is held", () -> ground.sabotage.carriedOut(HELD));
      cell.mishap().strike().accept(ground);
    } finally {
      ground.sabotage.withdraw(HELD);
    }
  }

  private Outcome declined(String run) {
    while (ground.open(run)) {
      plan(run).ifPresent(question -> decide(run, question, "no"));
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return ground.end(run).outcome();
  }

  /** Where the current copy is. */
  private Path current() {
    try {
      Path copies = smallDisk ? copies(ground.sandbox) : ground.scene.copies();
      return copies.resolve("current").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Report recover(FaultCell cell) {
    String stop = cell.activity();
    if (!stop.isEmpty()) ground.sabotage.order(HELD, Order.holdBefore(cell.scenario(), stop));
    String run = begin(cell.scenario());
    boolean struck = cell.phase() == FaultPhase.CONFIRM;
    while (ground.open(run)) {
      if (!struck && due(cell, run)) {
        cell.mishap().strike().accept(ground);
        ground.sabotage.withdraw(HELD);
        struck = true;
      }
      if (struck || cell.phase() != FaultPhase.APPROVE) answer(run);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    ground.sabotage.withdraw(HELD);
    Report end = ground.end(run);
    if (!struck) throw new AssertionError(cell + " never came there: " + end);
    return end;
  }

  private boolean due(FaultCell cell, String run) {
    return cell.phase() == FaultPhase.APPROVE
        ? plan(run).isPresent()
        : ground.sabotage.carriedOut(HELD);
  }

  private String begin(String scenario) {
    WorkflowStub stub = stub(scenario, Scene.TARGET.recoveryId());
    return stub.start(new Start(Scene.TARGET, false, "lead", null, "a fault is shown")).getRunId();
  }

  private WorkflowStub stub(String type, String id) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue("mayday").build();
    return ground.scene.client().newUntypedWorkflowStub(type, options);
  }

  /** On-call approves every plan, and leaves every other question to its default. */
  private void answer(String run) {
    plan(run).ifPresent(question -> decide(run, question, "yes"));
  }

  private void decide(String run, Question question, String answer) {
    try {
      Decision said = new Decision(question.number(), answer, "on-call", "", "", false);
      ground.of(run).update("decide", String.class, said);
    } catch (WorkflowException closedMeanwhile) {
      return;
    }
  }

  private Optional<Question> plan(String run) {
    return open(run).filter(open -> open.answers().contains("yes"));
  }

  private Optional<Question> open(String run) {
    return ground.report(run).map(Report::open);
  }

  /** However what was played there went, no secret was left behind by it. */
  @Override
  public void close() {
    if (ground == null) return;
    try (Ground played = ground) {
      ground = null;
      Search.findsNothing(played);
    }
  }
}

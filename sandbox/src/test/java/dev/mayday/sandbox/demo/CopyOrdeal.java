package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.sandbox.Status;
import dev.mayday.sandbox.sabotage.Carried;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowExecutionMetadata;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The warm copy, killed after each of its activities once, alone or with all of its host. A refresh
 * whose answer was lost is not tried again, its run fails, and the schedule's next run makes the
 * copy: that counts as going on.
 */
final class CopyOrdeal {
  static final String SCENARIO = "KeepWarmCopy";
  private static final Duration LONGEST = Duration.ofMinutes(6);
  private final Ground ground;
  private final Calamities.Plan plan;
  private final Set<String> struck = ConcurrentHashMap.newKeySet();
  private final Map<String, Boolean> fromItsBegin = new HashMap<>();

  CopyOrdeal(Ground ground, Calamities.Plan plan) {
    this.ground = ground;
    this.plan = plan;
  }

  /** Returns when a run was completed and nothing was left to die after. */
  Toll endure() {
    Picture before = Picture.of(ground.scene);
    try (Census census = new Census(ground.sandbox);
        Calamities calamities = new Calamities(ground, SCENARIO, this::once)) {
      Until.patiently(
          "copies go on, whatever died",
          LONGEST,
          () -> spared(calamities) ? Optional.of(true) : Optional.empty());
      Generations.of(ground).becomeWhole();
      long boots = boots(calamities);
      Picture now = Picture.ofRunning(ground.scene);
      Picture same = boots == 0 ? before : before.withPid(now.pid());
      assertThat(now.production()).isEqualTo(same.production());
      untouched(census, boots);
      well(before.mode());
      return new Toll(SCENARIO, calamities.struck(), ground.sabotage.done());
    }
  }

  private static long boots(Calamities calamities) {
    return calamities.struck().stream().filter(one -> one.what() == Calamity.HOST).count();
  }

  /** Nor was it changed and changed back meanwhile; nobody but a boot of its host started it. */
  static void untouched(Census census, long boots) {
    assertThat(census.most()).as("service processes at one time").isEqualTo(1);
    assertThat(census.starts()).as("starts: %s", census.told()).isLessThanOrEqualTo((int) boots);
    assertThat(census.changes(Census.Sight::env)).as(".env written").isZero();
    assertThat(census.changes(Census.Sight::head)).as("checkouts").isZero();
    assertThat(census.changes(Census.Sight::sessions)).as("folders exchanged").isZero();
    assertThat(census.changes(Census.Sight::saved)).as("PM2's saved list").isZero();
  }

  /** The sandbox's independent check agrees. */
  private void well(String mode) {
    Status status = ground.sandbox.awaitGreen(OnGround.PATIENCE);
    assertThat(status.green()).as(status.table()).isTrue();
    assertThat(status.mode()).isEqualTo(mode);
  }

  /** A run under way when the order is given is left alone: its first steps are over. */
  private synchronized Calamity once(Carried where, String key) {
    boolean whole =
        fromItsBegin.computeIfAbsent(where.attempt().run(), run -> where.position() == 1);
    return whole && struck.add(key) ? plan.at(where, key) : Calamity.NOTHING;
  }

  /** Whether a run that came after all deaths has made a copy. */
  private boolean spared(Calamities calamities) {
    Set<String> hit = ConcurrentHashMap.newKeySet();
    calamities.struck().stream()
        .filter(one -> one.what() != Calamity.NOTHING)
        .forEach(one -> hit.add(one.where().attempt().run()));
    return !hit.isEmpty() && completed().anyMatch(run -> whole(run) && !hit.contains(run));
  }

  private synchronized boolean whole(String run) {
    return fromItsBegin.getOrDefault(run, false);
  }

  private Stream<String> completed() {
    try (Stream<WorkflowExecutionMetadata> found =
        ground.scene.client().listExecutions("WorkflowType = '" + SCENARIO + "'")) {
      return found
          .filter(
              one -> one.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED)
          .map(one -> one.getExecution().getRunId())
          .toList()
          .stream();
    } catch (io.grpc.StatusRuntimeException serverIsDown) {
      return Stream.empty();
    }
  }
}

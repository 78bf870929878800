package dev.mayday.world;

import dev.mayday.incident.Report;
import dev.mayday.runbook.Decision;
import dev.mayday.runbook.Start;
import dev.mayday.scenario.Scenarios;
import dev.mayday.system.Ask;
import dev.mayday.triage.RespondToIncidentWorkflow;
import dev.mayday.triage.StandBackWorkflow;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A world with Temporal's test environment around it: one per run, as its clock only goes forward.
 */
public final class Stage implements AutoCloseable {
  public final World world;
  public final FakePeople people;
  public final FakeControl control;
  public final TestWorkflowEnvironment environment;

  /** Starts both workers; interceptors break things on purpose. */
  public Stage(World world, WorkerInterceptor... interceptors) {
    this.world = world;
    people = new FakePeople(world);
    control = new FakeControl(world);
    environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder().setWorkerInterceptors(interceptors).build())
                .build());
    Worker mayday = environment.newWorker("mayday");
    mayday.registerWorkflowImplementationTypes(Scenarios.all().toArray(Class<?>[]::new));
    mayday.registerWorkflowImplementationTypes(
        RespondToIncidentWorkflow.class, StandBackWorkflow.class);
    mayday.registerActivitiesImplementations(people, control);
    environment
        .newWorker("host-app")
        .registerActivitiesImplementations(
            new FakePostgres(world),
            new FakeSessions(world),
            new FakeSessionRows(world),
            new FakeWarmCopy(world),
            new FakePm2(world),
            new FakeGit(world),
            new FakeEnvFile(world),
            new FakeWhatsApp(world));
    environment.start();
  }

  /** People say this to every question that they are asked first. */
  public Stage answer(String answer) {
    people.answering(ask -> decide(ask, answer));
    return this;
  }

  /** Sends a decision by on-call as a signal. */
  public void decide(Ask ask, String answer) {
    String legal = ask.question().answers().contains(answer) ? answer : ask.question().otherwise();
    environment
        .getWorkflowClient()
        .newUntypedWorkflowStub(ask.workflowId())
        .signal("decide", new Decision(ask.question().number(), legal, "on-call", "", "", false));
  }

  /** Begins a scenario under the lock. */
  public WorkflowStub begin(String scenario, boolean rehearse) {
    WorkflowStub stub =
        environment
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                scenario,
                WorkflowOptions.newBuilder()
                    .setTaskQueue("mayday")
                    .setWorkflowId(Services.TARGET.recoveryId())
                    .build());
    stub.start(
        new Start(
            Services.TARGET,
            rehearse,
            "starter",
            Instant.ofEpochMilli(environment.currentTimeMillis()),
            "a test"));
    return stub;
  }

  /** Carries a scenario out to its end. */
  public Report run(String scenario) {
    return result(begin(scenario, false));
  }

  /** The report at the end of a run. */
  public Report result(WorkflowStub stub) {
    try {
      return stub.getResult(60, TimeUnit.SECONDS, Report.class);
    } catch (TimeoutException hung) {
      throw new AssertionError("the recovery hangs: " + stub.query("report", Report.class), hung);
    }
  }

  /** The history of the last run under the lock. */
  public WorkflowExecutionHistory history() {
    return environment.getWorkflowClient().fetchHistory(Services.TARGET.recoveryId());
  }

  /** Lets virtual time pass. */
  public void pass(Duration time) {
    environment.sleep(time);
  }

  @Override
  public void close() {
    environment.close();
  }
}

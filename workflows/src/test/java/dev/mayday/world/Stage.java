package dev.mayday.world;

import dev.mayday.incident.Report;
import dev.mayday.incident.Target;
import dev.mayday.runbook.Decision;
import dev.mayday.runbook.Start;
import dev.mayday.scenario.Scenarios;
import dev.mayday.system.Ask;
import dev.mayday.system.Wire;
import dev.mayday.triage.RespondToIncidentWorkflow;
import dev.mayday.triage.StandBackWorkflow;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A world with Temporal's test environment around it: one per run, as its clock only goes forward.
 */
public final class Stage implements AutoCloseable {
  public final World world;
  public final FakePeople people;
  public final FakeControl control;
  public final Operator operator;
  public final TestWorkflowEnvironment environment;

  /** The SDK waits about a second until its workers have ended, and no test asks for that. */
  private static final ExecutorService ASIDE =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "a stage is put away");
            thread.setDaemon(true);
            return thread;
          });

  private final Moments moments = new Moments();
  private final WorkerFactoryOptions workers;
  private WorkerFactory late;

  /** Starts both workers; interceptors break things on purpose. */
  public Stage(World world, WorkerInterceptor... interceptors) {
    this(world, Scenarios.all(), interceptors);
  }

  /** Starts both workers with other scenarios than the installed ones. */
  public Stage(World world, List<Class<?>> scenarios, WorkerInterceptor... interceptors) {
    this(world, TestEnvironmentOptions.newBuilder(), true, scenarios, interceptors);
  }

  /** Starts the control worker alone. */
  public Stage(World world, TestEnvironmentOptions.Builder options) {
    this(world, options, false, Scenarios.all());
  }

  private Stage(
      World world,
      TestEnvironmentOptions.Builder options,
      boolean withHost,
      List<Class<?>> scenarios,
      WorkerInterceptor... interceptors) {
    this.world = world;
    people = new FakePeople(world);
    control = new FakeControl(world);
    workers =
        WorkerFactoryOptions.newBuilder()
            .setWorkerInterceptors(
                Stream.concat(Stream.of(moments), Stream.of(interceptors))
                    .toArray(WorkerInterceptor[]::new))
            .build();
    environment =
        TestWorkflowEnvironment.newInstance(
            options
                .setWorkerFactoryOptions(workers)
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder().setDataConverter(Wire.converter()).build())
                .setWorkflowServiceStubsOptions(
                    WorkflowServiceStubsOptions.newBuilder()
                        .setGrpcClientInterceptors(List.of(new Forgetful()))
                        .build())
                .build());
    operator = new Operator(environment.getWorkflowClient());
    control.looking(operator::running);
    Worker mayday = environment.newWorker(Target.CONTROL_QUEUE);
    mayday.registerWorkflowImplementationTypes(scenarios.toArray(Class<?>[]::new));
    mayday.registerWorkflowImplementationTypes(
        RespondToIncidentWorkflow.class, StandBackWorkflow.class);
    mayday.registerActivitiesImplementations(people, control);
    if (withHost) host(environment.newWorker(Services.whatsapp().queue()));
    environment.start();
  }

  /** Starts the worker on the service's host, where it was missing. */
  public void hostComes() {
    late = WorkerFactory.newInstance(environment.getWorkflowClient(), workers);
    host(late.newWorker(Services.whatsapp().queue()));
    late.start();
  }

  private void host(Worker worker) {
    worker.registerActivitiesImplementations(
        new FakePostgres(world),
        new FakeSessions(world),
        new FakeSessionRows(world),
        new FakeWarmCopy(world),
        new FakePm2(world),
        new FakeNeighbours(world),
        new FakeGit(world),
        new FakeEnvFile(world),
        new FakeWhatsApp(world));
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
    return begin(scenario, "starter", rehearse);
  }

  /** Begins a scenario under the lock for somebody. */
  public WorkflowStub begin(String scenario, String by, boolean rehearse) {
    Instant now = Instant.ofEpochMilli(environment.currentTimeMillis());
    return begin(
        scenario,
        Services.TARGET.recoveryId(),
        new Start(Services.TARGET, rehearse, by, now, "a test"));
  }

  /** Begins a workflow under any id with any input. */
  public WorkflowStub begin(String type, String id, Object... input) {
    WorkflowStub stub =
        environment
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                type,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(Target.CONTROL_QUEUE)
                    .setWorkflowId(id)
                    .build());
    stub.start(input);
    return stub;
  }

  /** Does something before the next activity of this type has its effect, once. */
  public Stage before(String activity, Runnable act) {
    moments.before(activity, act);
    return this;
  }

  /** Fails the next attempts at activities of this type before their effect. */
  public Stage failing(String activity, int attempts, RuntimeException failure) {
    for (int attempt = 1; attempt <= attempts; attempt++)
      moments.before(
          activity,
          () -> {
            throw failure;
          });
    return this;
  }

  /** Does something when so much virtual time has passed. */
  public void after(Duration time, Runnable act) {
    environment.registerDelayedCallback(time, act);
  }

  /** Carries a scenario out to its end. */
  public Report run(String scenario) {
    return result(begin(scenario, false));
  }

  /** The report at the end of a run. */
  public Report result(WorkflowStub stub) {
    try {
      return stub.getResult(120, TimeUnit.SECONDS, Report.class);
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
    if (late != null) {
      late.shutdownNow();
      late.awaitTermination(5, TimeUnit.SECONDS);
    }
    environment.getWorkerFactory().shutdownNow();
    moments.over();
    ASIDE.execute(environment::close);
  }
}

package dev.mayday.worker;

import dev.mayday.activities.estate.DeadMan;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.doctor.LastExaminedWorkflow;
import dev.mayday.incident.Target;
import dev.mayday.scenario.Scenarios;
import dev.mayday.system.Refused;
import dev.mayday.triage.RespondToIncidentWorkflow;
import dev.mayday.triage.StandBackWorkflow;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The workers of one process: on the control queue the workflows and the ports that are bound to no
 * host, on each host's queue the ports that act on that host.
 */
public final class Workers implements AutoCloseable {
  /** How long a shutdown waits for activities that are under way. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** A workflow's first task on a cold and busy machine takes longer than the SDK's one second. */
  static final Duration COLD_START = Duration.ofSeconds(10);

  /** Whoever asks whether this process is ready waits for the answer, and not for long. */
  private static final int SOON = 3;

  /**
   * A workflow task waits that long for the worker that has the run in memory. That one may be
   * dead, and another has read so short a history anew at once.
   */
  private static final Duration REMEMBERED = Duration.ofSeconds(2);

  private static final Duration BEAT_AT_LEAST = Duration.ofSeconds(2);

  private final Temporal temporal;
  private final WorkerFactory factory;
  private final Heart heart;
  private final Wiring wiring;
  private OpenQuestions questions;
  private Bots bots;
  private DailyDoctor doctor;
  private DeadManSwitch deadMan;

  private Workers(Temporal temporal, Secrets secrets, Wiring wiring) {
    this.temporal = temporal;
    this.wiring = wiring;
    heart = new Heart();
    factory =
        WorkerFactory.newInstance(
            temporal.client(),
            WorkerFactoryOptions.newBuilder()
                .setWorkerInterceptors(interceptors(new Masking(secrets), heart))
                .build());
  }

  /**
   * The last one is the outermost. Innermost is whatever else the class path offers: Mayday ships
   * none, but tests stop a worker there, between an effect and the word that it is done.
   */
  private static WorkerInterceptor[] interceptors(WorkerInterceptor... own) {
    return Stream.concat(
            ServiceLoader.load(WorkerInterceptor.class).stream().map(ServiceLoader.Provider::get),
            Stream.of(own))
        .toArray(WorkerInterceptor[]::new);
  }

  /**
   * Starts polling.
   *
   * @param control whether workflows run here
   * @param hosts the hosts for which this machine acts; each is proven to be this machine
   * @throws Refused when a host is unknown or another machine
   */
  public static Workers start(
      Temporal temporal,
      EstateFile estate,
      Secrets secrets,
      Metrics metrics,
      boolean control,
      Collection<String> hosts) {
    hosts.forEach(host -> Machine.prove(estate, host));
    Wiring wiring = new Wiring(temporal, estate, secrets);
    Workers workers = new Workers(temporal, secrets, wiring);
    if (control) workers.control(workflows(), wiring.control());
    hosts.forEach(host -> workers.host(host, wiring.host(host, metrics.copyAges())));
    workers.factory.start();
    if (control) {
      workers.questions = new OpenQuestions(temporal.client(), metrics.registry());
      workers.bots = Bots.start(estate, secrets, temporal.client(), metrics.registry(), System.out);
    }
    workers.doctor = DailyDoctor.begin(temporal, estate, secrets, hosts, metrics);
    metrics.readyWhen(workers::missing);
    if (control) estate.deadMan().ifPresent(one -> workers.watchedBy(one, secrets, metrics));
    return workers;
  }

  private void watchedBy(DeadMan watcher, Secrets secrets, Metrics metrics) {
    deadMan = new DeadManSwitch(watcher, secrets, this::missing, metrics.registry());
  }

  /** Every workflow type that Mayday has. */
  public static List<Class<?>> workflows() {
    return Stream.concat(
            Scenarios.all().stream(),
            Stream.<Class<?>>of(
                RespondToIncidentWorkflow.class,
                StandBackWorkflow.class,
                LastExaminedWorkflow.class))
        .toList();
  }

  private void control(List<Class<?>> workflows, List<Object> ports) {
    Worker worker = factory.newWorker(Target.CONTROL_QUEUE, options());
    worker.registerWorkflowImplementationTypes(workflows.toArray(Class<?>[]::new));
    worker.registerActivitiesImplementations(ports.toArray());
  }

  private void host(String host, List<Object> ports) {
    factory
        .newWorker(Target.hostQueue(host), options())
        .registerActivitiesImplementations(ports.toArray());
  }

  /** A beat of the side thread must reach the server well within the heartbeat time-out. */
  private static WorkerOptions options() {
    return WorkerOptions.newBuilder()
        .setMaxHeartbeatThrottleInterval(BEAT_AT_LEAST)
        .setStickyQueueScheduleToStartTimeout(REMEMBERED)
        .setDefaultDeadlockDetectionTimeout(COLD_START.toMillis())
        .setAllowActivityHeartbeatDuringShutdown(true)
        .build();
  }

  /** What keeps the workers from working, or nothing. */
  private Optional<String> missing() {
    try {
      temporal.ask(SOON);
      return factory.isShutdown() ? Optional.of("the workers are shutting down") : Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Waits until the workers were shut down. */
  public void await() {
    factory.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
  }

  /**
   * Takes no more work and lets activities that are under way finish for a while; what is still not
   * finished then goes on in another worker, as after a crash.
   */
  @Override
  public void close() {
    if (deadMan != null) deadMan.close();
    if (bots != null) bots.close();
    if (questions != null) questions.close();
    if (doctor != null) doctor.close();
    factory.shutdown();
    factory.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS);
    factory.shutdownNow();
    factory.awaitTermination(5, TimeUnit.SECONDS);
    heart.close();
    wiring.close();
  }
}

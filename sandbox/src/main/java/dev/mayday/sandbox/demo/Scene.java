package dev.mayday.sandbox.demo;

import dev.mayday.activities.temporal.SearchAttributes;
import dev.mayday.incident.Report;
import dev.mayday.incident.Target;
import dev.mayday.sandbox.Port;
import dev.mayday.sandbox.Sandbox;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything on one machine: the sandbox's production, a Temporal server of its own, and Mayday as
 * a process of its own that a test may kill. What people do is done by the {@code mayday} command.
 * Longer than most, since demo, tests and benchmarks all stand on it: each reads, kills and starts
 * by the same few lines here.
 */
public final class Scene implements AutoCloseable {
  /** The service of a sandbox of the usual kind. */
  public static final Target TARGET = new Target("sandbox", "whatsapp");

  private static final Duration READY = Duration.ofSeconds(90);
  private final Web web = new Web();
  private final Sandbox sandbox;
  private final Map<String, String> more;
  private final TemporalServer temporal;
  private final WorkflowServiceStubs service;
  private final int webhook = Port.free();
  private final int metrics = Port.free();
  private final Operator.Program program;
  private final Operator operator;
  private final Monitoring monitoring;
  private Child mayday;

  /** Puts Mayday beside a sandbox. */
  public Scene(Sandbox sandbox) {
    this(sandbox, Map.of(), new Java(Java.SOON), List.of());
  }

  /**
   * Puts Mayday beside a sandbox.
   *
   * @param more environment variables for worker and webhook alone
   * @param java what starts every process of Mayday's
   * @param server options of the Temporal server's command
   */
  public Scene(Sandbox sandbox, Map<String, String> more, Java java, List<String> server) {
    this.sandbox = sandbox;
    this.more = Map.copyOf(more);
    temporal = new TemporalServer(sandbox.folder(), server);
    service =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(temporal.address()).build());
    program = new Operator.Program(onHosts(java), settings(), environment());
    operator = new Operator(program);
    monitoring = new Monitoring(sandbox, webhook, web);
    sandbox.configure(temporal.webUi(), "127.0.0.1:" + webhook, "127.0.0.1:" + metrics);
  }

  /** Registers the search attributes, as {@code mayday setup --register} does. */
  public void register() {
    SearchAttributes attributes = new SearchAttributes(client());
    try {
      attributes.register();
    } finally {
      attributes.close();
    }
  }

  /** Starts worker and webhook; called again after {@link #killMayday()}. */
  public void startMayday() {
    mayday = up(program.java().command());
  }

  /**
   * The same by a process that leaves the classes that it loaded behind when it is told to end, so
   * that later ones are up sooner; {@link #endMayday()} does.
   *
   * @param behind the file that they are left in, if all goes well
   */
  public void startMayday(Path behind) {
    mayday = up(program.java().leaving(behind));
  }

  /** Asks worker and webhook to end, and waits until they have. */
  public void endMayday() {
    mayday.end(READY);
  }

  private Child up(List<String> java) {
    Map<String, String> environment = new HashMap<>(program.environment());
    environment.putAll(more);
    List<String> command = program.command(java, "up", "--host", sandbox.traits().host());
    return start("Mayday", "http://127.0.0.1:" + webhook, command, environment);
  }

  /**
   * Starts one more worker, without a webhook; whoever wanted it ends it.
   *
   * @param temporal where it finds the Temporal server: {@code host:port}
   */
  public Child anotherWorker(String temporal) {
    String figures = "127.0.0.1:" + Port.free();
    String[] words = {
      "worker", "--control", "--host", sandbox.traits().host(), "--metrics", figures
    };
    Map<String, String> environment = new HashMap<>(program.environment());
    environment.putAll(more);
    environment.put("TEMPORAL_ADDRESS", temporal);
    return start("another worker", "http://" + figures, program.command(words), environment);
  }

  private Child start(
      String name, String url, List<String> command, Map<String, String> environment) {
    return Child.start(name, command, environment, log())
        .awaitReady(READY, () -> web.good(url + "/ready"));
  }

  /** Starts the webhook alone, with no worker, and waits until it takes alerts. */
  public Child startWebhook() {
    return Child.start("the webhook", program.command("webhook"), program.environment(), log())
        .awaitReady(READY, () -> web.good("http://127.0.0.1:" + webhook + "/ready"));
  }

  /** Where alerts of the source {@code alertmanager} are posted. */
  public String alertsUrl() {
    return "http://127.0.0.1:" + webhook + "/alerts/alertmanager";
  }

  /** Starts one part of Mayday alone, as where they run apart; whoever starts it ends it. */
  public Child startPart(String... words) {
    Map<String, String> environment = new HashMap<>(program.environment());
    environment.putAll(more);
    return Child.start("a part of Mayday", program.command(words), environment, log());
  }

  /** Another process of Mayday's beside the first, with a configuration of its own. */
  public Child beside(Path configuration, String... words) {
    Operator.Program other =
        new Operator.Program(
            program.java(), List.of("--config", configuration.toString()), program.environment());
    Path log = configuration.resolveSibling(configuration.getFileName() + ".log");
    return Child.start("mayday " + words[0], other.command(words), other.environment(), log);
  }

  /** Kills worker and webhook hard. */
  public void killMayday() {
    mayday.kill();
  }

  /** The process of worker and webhook. */
  public Child mayday() {
    return mayday;
  }

  /** What worker and webhook say. */
  public Path log() {
    return sandbox.folder().resolve("mayday.log");
  }

  /** Runs one {@code mayday} command as an operator would; its output and exit code. */
  public Spoken say(String... words) {
    return operator.say(words);
  }

  /** The words of a command by which on-call answers, with a token of this person's. */
  public String[] answering(int question, String answer, String token) {
    return new String[] {
      "decide",
      sandbox.target().toString(),
      String.valueOf(question),
      answer,
      "--by",
      "on-call",
      "--token-file",
      sandbox.secret(token).toString()
    };
  }

  /** Posts an alert as Alertmanager does; returns the HTTP status. */
  public int alert(String status, Instant startsAt) {
    return monitoring.alert(status, startsAt);
  }

  /** A page of the service, of the webhook or of the metrics; empty where nobody answers. */
  public String get(String url) {
    return web.page(url);
  }

  /** The address of the webhook, without a page. */
  public String webhookUrl() {
    return "http://127.0.0.1:" + webhook;
  }

  /** The address of {@code /metrics}. */
  public String metricsUrl() {
    return "http://127.0.0.1:" + metrics + "/metrics";
  }

  /** The sandbox. */
  public Sandbox sandbox() {
    return sandbox;
  }

  /** The Temporal server. */
  public TemporalServer temporal() {
    return temporal;
  }

  /** A client of the Temporal server. */
  public WorkflowClient client() {
    return WorkflowClient.newInstance(service);
  }

  /** The recovery under the lock, whichever run it is now. */
  public WorkflowStub recovery() {
    return client().newUntypedWorkflowStub(sandbox.target().recoveryId());
  }

  /** The report as it stands. */
  public Report report() {
    return recovery().query("report", Report.class);
  }

  /** Where reports are filed. */
  public Path reports() {
    return sandbox.folder().resolve("mayday").resolve("reports");
  }

  /** Where the warm copy lies. */
  public Path copies() {
    return sandbox
        .folder()
        .resolve("mayday/copies")
        .resolve(sandbox.target().environment())
        .resolve(sandbox.target().service());
  }

  @Override
  public void close() {
    if (mayday != null) mayday.close();
    service.shutdownNow();
    temporal.close();
  }

  private Map<String, String> environment() {
    return Map.of(
        "TEMPORAL_ADDRESS",
        temporal.address(),
        "TEMPORAL_NAMESPACE",
        "default",
        "MAYDAY_PM2",
        sandbox.pm2().toString(),
        "MAYDAY_NODE",
        sandbox.node().toString());
  }

  private List<String> settings() {
    return List.of("--config", sandbox.configuration().toString());
  }

  private Java onHosts(Java java) {
    List<String> options = new ArrayList<>(java.options());
    options.add("-Djdk.net.hosts.file=" + sandbox.hostsFile());
    return new Java(List.copyOf(options), java.archive());
  }
}

package dev.mayday.sandbox.demo;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.incident.Target;
import dev.mayday.sandbox.Raised;
import dev.mayday.sandbox.Sandbox;
import dev.mayday.sandbox.sabotage.Done;
import dev.mayday.sandbox.sabotage.Sabotage;
import dev.mayday.triage.Carried;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A scene with everything up and a warm copy taken, and what people do on it. */
final class Ground implements AutoCloseable {
  final Sandbox sandbox;
  final Scene scene;
  final Sabotage sabotage;
  private final Set<String> runs = new LinkedHashSet<>();
  private final List<Instant> deaths = new CopyOnWriteArrayList<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Secrets secrets;
  private final Watchman watchman;

  private Ground(Sandbox sandbox, Scene scene, Sabotage sabotage, Secrets secrets) {
    this.sandbox = sandbox;
    this.scene = scene;
    this.sabotage = sabotage;
    this.secrets = secrets;
    watchman = new Watchman(secrets);
  }

  static Ground raise(Path folder, int companies, int keys, String... policies) {
    return raise(folder, companies, keys, box -> Setting.USUAL, policies);
  }

  /**
   * The same, changed before Mayday sees it.
   *
   * @param before is given the sandbox, in which everything works
   */
  static Ground raise(
      Path folder, int companies, int keys, Function<Sandbox, Setting> before, String... policies) {
    return on(Raised.up(folder, companies, keys), before, policies);
  }

  /** The same on a sandbox that is up; it goes with the ground. */
  static Ground on(Sandbox sandbox, Function<Sandbox, Setting> before, String... policies) {
    return on(sandbox, before, Ground::start, policies);
  }

  private static void start(Scene scene) {
    Classes.left();
    scene.startMayday();
  }

  /** With the usual, on a sandbox that is up; what Mayday loads is left behind in this file. */
  static Ground leaving(Path behind, Sandbox sandbox) {
    return on(sandbox, box -> Setting.USUAL, scene -> scene.startMayday(behind));
  }

  private static Ground on(
      Sandbox sandbox,
      Function<Sandbox, Setting> before,
      Consumer<Scene> start,
      String... policies) {
    try {
      Setting setting = before.apply(sandbox);
      Sabotage sabotage = new Sabotage(sandbox.folder().resolve("sabotage"));
      Map<String, String> environment = new HashMap<>(setting.environment());
      environment.putAll(sabotage.environment());
      Secrets secrets = Secrets.of(sandbox).with(setting.secrets());
      Scene scene = new Scene(sandbox, environment, Classes.java(), setting.server());
      Ground ground = new Ground(sandbox, scene, sabotage, secrets);
      ground.equip(setting.configuration(), start, policies);
      return ground;
    } catch (RuntimeException | AssertionError e) {
      sandbox.down();
      throw e;
    }
  }

  private void equip(UnaryOperator<String> more, Consumer<Scene> start, String... policies) {
    try {
      add(more, policies);
      scene.register();
      start.accept(scene);
      says(0, "schedules", "apply");
      copied(": ");
    } catch (RuntimeException | AssertionError e) {
      scene.close();
      throw e;
    }
  }

  private void add(UnaryOperator<String> more, String... policies) {
    Path file = sandbox.configuration();
    String all = "$0" + Stream.of(policies).map(line -> "$1" + line).collect(joining());
    try {
      String text = Files.readString(file).replaceFirst("(\\n +)KeepWarmCopy: .*", all);
      Files.writeString(file, more.apply(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a warm copy whose sentence holds this text, made from now on or before. */
  void copied(String sentence) {
    Until.holds(
        "a warm copy that says " + sentence,
        () -> copies().stream().anyMatch(said -> said.contains(sentence)));
  }

  /** Waits for a refresh of the copy that was refused with this text; returns its sentence. */
  String copyRefused(String text) {
    Until.holds(
        "a warm copy that is refused: " + text,
        () -> refusals().stream().anyMatch(said -> said.contains(text)));
    return refusals().stream().filter(said -> said.contains(text)).findFirst().orElseThrow();
  }

  private List<String> refusals() {
    String query = "WorkflowType = 'KeepWarmCopy' AND ExecutionStatus = 'Failed'";
    try (var found = scene.client().listExecutions(query)) {
      return found.map(one -> refusal(one.getExecution().getWorkflowId())).toList();
    }
  }

  private String refusal(String id) {
    try {
      return scene.client().newUntypedWorkflowStub(id).getResult(String.class);
    } catch (WorkflowException failed) {
      Throwable root = failed;
      while (root.getCause() != null) root = root.getCause();
      return String.valueOf(root.getMessage());
    }
  }

  private List<String> copies() {
    String query = "WorkflowType = 'KeepWarmCopy' AND ExecutionStatus = 'Completed'";
    try (var found = scene.client().listExecutions(query)) {
      return found
          .map(
              one ->
                  scene
                      .client()
                      .newUntypedWorkflowStub(one.getExecution().getWorkflowId())
                      .getResult(String.class))
          .filter(said -> said.startsWith("copy of "))
          .toList();
    } catch (StatusRuntimeException notYet) {
      return List.of();
    }
  }

  /** Says a {@code mayday} command about the sandbox's service, and expects this exit code. */
  String says(int code, String... words) {
    Spoken spoken = scene.say(words);
    heard.add(String.join(" ", words) + "\n" + spoken.text());
    assertThat(spoken.code()).as(String.join(" ", words) + "\n" + spoken.text()).isEqualTo(code);
    return spoken.text();
  }

  /** The same with the service named. */
  String says(int code, List<String> words) {
    List<String> all = new ArrayList<>(words);
    Target target = sandbox.target();
    all.addAll(List.of("--environment", target.environment(), "--service", target.service()));
    return says(code, all.toArray(String[]::new));
  }

  /** Starts a scenario by hand, as the lead; returns its run. */
  String begin(String scenario, String why) {
    String before = newest();
    says(0, List.of("recover", scenario, "--by", "lead", "--why", why));
    return after(before);
  }

  /** The run that came after this one. */
  String after(String before) {
    String run = recoveries().after(before);
    runs.add(run);
    return run;
  }

  /** Something of Mayday's or below it is being killed. */
  void dies() {
    deaths.add(Instant.now());
  }

  /**
   * When something was killed, or a living worker was taken for dead: on a busy machine its beat
   * may be late, and then the same process is given its step once more.
   */
  List<Instant> deaths() {
    List<Done> done = sabotage.done();
    Stream<Instant> late =
        done.stream().filter(one -> done.stream().anyMatch(one::cameAgainAs)).map(Done::at);
    return Stream.concat(deaths.stream(), late).toList();
  }

  /** What must be found nowhere, and what must be found. */
  Secrets secrets() {
    return secrets;
  }

  /** What commands and pages said. */
  List<String> heard() {
    return heard;
  }

  /** Looks at the list of processes since before Mayday was started. */
  Watchman watchman() {
    return watchman;
  }

  /** What the page of a run says, and what a script reads of it. */
  String page(WorkflowStub run) {
    return Runs.page(run);
  }

  /** Every run that this story began or waited for. */
  Set<String> runs() {
    return runs;
  }

  /** The newest run under the lock, or an empty text. */
  String newest() {
    return recoveries().newest();
  }

  /** What a run says as soon as this holds. */
  Report seen(String run, String what, Predicate<Report> condition) {
    return recoveries().seen(run, what, condition);
  }

  /** The question that a run asks, once somebody was reached by it. */
  Question asked(String run) {
    Question question = recoveries().asked(run);
    heard.add(page(of(run)));
    return question;
  }

  /** Ends what holds the lock still, so that one failure is one. */
  void unlock() {
    String run = newest();
    if (!run.isEmpty() && open(run)) of(run).terminate("the test is over");
  }

  /** On-call answers, with a token of this person's. */
  String answers(int code, Question question, String answer, String token) {
    return says(code, scene.answering(question.number(), answer, token));
  }

  /** The report at the very end, when everything is filed and told. */
  Report end(String run) {
    return recoveries().end(run);
  }

  boolean open(String run) {
    return status(run) == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }

  WorkflowExecutionStatus status(String run) {
    return recoveries().status(run);
  }

  /** The incident of the service, once it says something like this. */
  Carried incident(String what, Predicate<Carried> condition) {
    return incident(sandbox.target().incidentId(), what, condition);
  }

  /** The incident with this id, once it says something like this. */
  Carried incident(String id, String what, Predicate<Carried> condition) {
    WorkflowStub incident = scene.client().newUntypedWorkflowStub(id);
    return Until.found(
        "an incident: " + what,
        () -> Runs.query(incident, "state", Carried.class).filter(condition));
  }

  Optional<Report> report(String run) {
    return recoveries().report(run);
  }

  WorkflowStub of(String run) {
    return recoveries().of(run);
  }

  private Runs recoveries() {
    return new Runs(scene.client(), sandbox.target());
  }

  @Override
  public void close() {
    watchman.close();
    try {
      scene.close();
    } finally {
      sandbox.down();
    }
  }
}

package dev.mayday.sandbox.demo;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Sandbox;
import dev.mayday.sandbox.Status;
import dev.mayday.system.Unavailable;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The main job from end to end, on real parts: an alert comes in, the service comes back, twice.
 */
final class Demo {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private final Scene scene;
  private final PrintStream out;
  private final Console console;

  Demo(Scene scene, PrintStream out, Console console) {
    this.scene = scene;
    this.out = out;
    this.console = console;
  }

  /** Plays it; true when both recoveries ended RECOVERED and the independent check agrees. */
  boolean play() {
    prepare();
    Report away = fallBack();
    if (away.outcome() != Outcome.RECOVERED) return ended(away);
    boolean onFiles = independent("files");
    Report back = comeBack();
    boolean onDatabase = independent("postgres");
    summary(away);
    return ended(back) && onFiles && onDatabase;
  }

  /** The last recovery's report; whether it recovered. */
  private boolean ended(Report last) {
    summary(last);
    say("Web UI: " + workflows());
    return last.outcome() == Outcome.RECOVERED;
  }

  private void prepare() {
    say("Temporal with its Web UI: " + scene.temporal().webUi());
    command("setup", "--register", "--no-doctor");
    scene.startMayday();
    say("worker and webhook are up");
    await("the first warm copy of the sessions", this::copied);
  }

  private Report fallBack() {
    title("PostgreSQL dies: every process of it is killed");
    Instant failure = Instant.now();
    scene.sandbox().breakIt(Fault.POSTGRES_STOPPED);
    say(
        "the alert goes to the webhook, as Alertmanager sends it: HTTP "
            + scene.alert("firing", failure));
    Report report = watch();
    say("the service says: " + scene.get(scene.sandbox().serviceUrl() + "/health"));
    return report;
  }

  private Report comeBack() {
    title("PostgreSQL is back; people start the return");
    scene.sandbox().heal();
    say("alert resolved: HTTP " + scene.alert("resolved", Instant.now()));
    command(
        "recover",
        "ReturnToPostgres",
        "--environment",
        "sandbox",
        "--service",
        "whatsapp",
        "--by",
        "lead",
        "--why",
        "the database is back");
    return watch();
  }

  private Report watch() {
    await("the recovery to begin", () -> now().filter(one -> one.outcome() == null).isPresent());
    Deadline deadline = new Deadline(InstantSource.system(), look());
    Audience audience =
        new Audience(
            out,
            console != null,
            deadline,
            Duration.ofMillis(300),
            (report, asked) -> onCall().answer(asked));
    return audience.watch(this::now);
  }

  private Optional<Report> now() {
    try {
      return Optional.ofNullable(scene.report());
    } catch (WorkflowException | StatusRuntimeException nobodyAnswers) {
      return Optional.empty();
    }
  }

  private OnCall onCall() {
    return new OnCall(
        console == null ? null : prompt -> console.readLine("%s", prompt),
        (number, answer) -> spoken(scene.answering(number, answer, "on-call")),
        number -> now().map(Report::open).filter(open -> open.number() == number).isPresent(),
        this::say);
  }

  /** What to look at when it hangs. */
  private String look() {
    return "look at %s in the Web UI at %s, and read %s"
        .formatted(Scene.TARGET.recoveryId(), workflows(), scene.log());
  }

  private String workflows() {
    return scene.temporal().webUi() + "/namespaces/default/workflows";
  }

  private void command(String... words) {
    Spoken spoken = spoken(words);
    if (spoken.code() != 0)
      throw new Unavailable(
          "mayday " + words[0] + " ended with " + spoken.code() + "\nHINT: see above");
  }

  private Spoken spoken(String... words) {
    Spoken spoken = scene.say(words);
    say("$ mayday " + String.join(" ", words) + "\n" + spoken.text().indent(4).stripTrailing());
    return spoken;
  }

  private boolean independent(String mode) {
    Status status = scene.sandbox().awaitGreen(PATIENCE);
    title("the sandbox's own check, which shares no code with Mayday's proofs");
    out.println(status.table().indent(2).stripTrailing());
    return status.green() && mode.equals(status.mode());
  }

  private void summary(Report report) {
    title(report.scenario() + ": " + report.outcome());
    say(
        "RTO "
            + report.rto().total().toSeconds()
            + " s: machine "
            + report.rto().machine().toSeconds()
            + " s, people "
            + report.rto().human().toSeconds()
            + " s");
    say("RPO " + report.loss().kind() + ": " + report.loss().sentence());
    report.journal().stream()
        .filter(entry -> entry.kind().equals("prove"))
        .forEach(entry -> say("proof: " + entry.what() + ": " + entry.result()));
    say("report: " + scene.reports().resolve(report.run() + ".md"));
  }

  private boolean copied() {
    return java.nio.file.Files.exists(scene.copies().resolve("current"));
  }

  private void await(String what, BooleanSupplier condition) {
    say("waiting for " + what);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline)
        throw new Unavailable(
            what + ": not within " + PATIENCE.toSeconds() + " s\nHINT: read " + scene.log());
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  private void title(String text) {
    out.println();
    out.println("== " + text);
  }

  private void say(String text) {
    out.println("  " + text);
  }

  /** Raises the sandbox for a demo; what an earlier one left goes. */
  static Sandbox raise(java.nio.file.Path folder, int companies, int keys, PrintStream out) {
    out.println(
        "== A small production in a box: PostgreSQL, a Node service under PM2, a git checkout");
    Sandbox sandbox = Sandbox.up(folder, companies, keys);
    out.println(
        "  service "
            + sandbox.serviceUrl()
            + ", "
            + companies
            + (companies == 1 ? " company with " : " companies, each with ")
            + keys
            + " keys, in "
            + folder);
    return sandbox;
  }
}

package dev.mayday.sandbox.demo;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Sandbox;
import dev.mayday.sandbox.Status;
import dev.mayday.system.Unavailable;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
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
    boolean onFiles = independent("files");
    Report back = comeBack();
    boolean onDatabase = independent("postgres");
    summary(away);
    summary(back);
    say("Web UI: " + scene.temporal().webUi() + "/namespaces/default/workflows");
    return away.outcome() == Outcome.RECOVERED
        && back.outcome() == Outcome.RECOVERED
        && onFiles
        && onDatabase;
  }

  private void prepare() {
    say("Temporal with its Web UI: " + scene.temporal().webUi());
    command("setup");
    scene.startMayday();
    say("worker and webhook are up");
    command("schedules", "apply");
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
    await("the recovery to begin", this::running);
    Audience audience = new Audience(out, console != null, this::answer);
    return audience.watch(scene.client().newUntypedWorkflowStub(Scene.TARGET.recoveryId()));
  }

  private boolean running() {
    try {
      return scene.report().outcome() == null;
    } catch (io.temporal.client.WorkflowException notYet) {
      return false;
    }
  }

  private void answer(Report report, Question question) {
    String answer = "yes";
    if (console == null)
      say("there is no terminal to ask at: on-call answers " + answer + " for this demo");
    else
      answer =
          console
              .readLine("%n  on-call, your answer (%s): ", String.join(" | ", question.answers()))
              .strip();
    command(
        "decide",
        Scene.TARGET.toString(),
        String.valueOf(question.number()),
        answer,
        "--by",
        "on-call",
        "--token-file",
        scene.sandbox().secret("on-call").toString());
  }

  private void command(String... arguments) {
    Scene.Spoken spoken = scene.say(arguments);
    say("$ mayday " + String.join(" ", arguments) + "\n" + spoken.text().indent(4).stripTrailing());
    if (spoken.code() != 0 && !arguments[0].equals("decide"))
      throw new Unavailable(
          "mayday " + arguments[0] + " ended with " + spoken.code() + "\nHINT: see above");
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
            what
                + ": not within "
                + PATIENCE.toSeconds()
                + " s\nHINT: read "
                + scene.sandbox().folder().resolve("mayday.log"));
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
            + " companies with "
            + keys
            + " keys each, in "
            + folder);
    return sandbox;
  }
}

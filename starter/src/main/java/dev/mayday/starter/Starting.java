package dev.mayday.starter;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.incident.Target;
import dev.mayday.runbook.Start;
import dev.mayday.system.Refused;
import dev.mayday.worker.byhand.Pages;
import java.io.PrintWriter;
import java.time.Instant;
import picocli.CommandLine.Option;

/** What {@code recover} and {@code rehearse} share. */
abstract class Starting extends Choosing {
  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Your name in mayday.yaml; else MAYDAY_BY.")
  String by;

  @Option(names = "--why", paramLabel = "TEXT", description = "One line for the report.")
  String why = "";

  @Option(
      names = "--wait",
      description = "Stay to the end; the exit code is then that of the outcome.")
  boolean wait;

  @Option(
      names = "--json",
      description = "Print what came of it as JSON (docs/cli.md); sentences go to stderr.")
  boolean json;

  Starting(Surroundings around) {
    super(around);
  }

  /** Starts, says where to look, and waits if that was asked for. */
  final int begin(boolean rehearse, Instant detectedAt) {
    Target target = chosen();
    String who = by == null ? around.variable("MAYDAY_BY") : by;
    Start start = new Start(target, rehearse, who, detectedAt, why);
    return new Begin(temporal(), Target.CONTROL_QUEUE)
        .scenario(scenario, target, start)
        .map(run -> begun(target, run))
        .orElseGet(() -> taken(target, rehearse));
  }

  private int begun(Target target, String run) {
    words().println(paint().bold(scenario) + " of " + target + " begins: run " + run);
    return stay(target, run, false);
  }

  /** The lock is held: the same recovery may be joined; anything else is not what was asked for. */
  private int taken(Target target, boolean rehearse) {
    Line.Seen runs = new Line(temporal(), target.recoveryId()).running();
    String said =
        runs.type() + " of " + target + " runs already, since " + runs.since() + ": " + runs.run();
    if (!wait || rehearse || !runs.type().equals(scenario))
      throw new Refused(
          said + "\nHINT: `mayday status --watch` shows it; only one runs at a time for a service");
    words().println(said + "; staying with it");
    return stay(target, runs.run(), true);
  }

  private int stay(Target target, String run, boolean joined) {
    String namespace = temporal().getOptions().getNamespace();
    String link = Links.run(estate().webUi(), namespace, target.recoveryId(), run);
    Started begun =
        new Started(
            spec.name(),
            scenario,
            target.toString(),
            target.recoveryId(),
            run,
            link,
            joined,
            null,
            null,
            Exit.DONE);
    words().println("watch it: " + link);
    words().flush();
    return wait ? ended(begun, target) : print(begun);
  }

  private int ended(Started begun, Target target) {
    Line line = new Line(temporal(), target.recoveryId());
    String hint = Pages.hint(estate());
    Report report = new Follow(line, begun.run(), words(), paint(), hint).toTheEnd();
    new Board(paint().colours(), 0).of(report, Instant.now()).forEach(words()::println);
    words().flush();
    Outcome outcome = report.outcome();
    if (outcome == null)
      throw new Refused(
          "the run was ended from outside: nothing was undone and nobody was told\n"
              + "HINT: `mayday report "
              + report.run()
              + "` shows how far it came; then rehearse");
    return print(begun.ended(outcome.name(), report.why(), outcome.exitCode()));
  }

  private int print(Started started) {
    if (json) out().println(Json.of(started));
    out().flush();
    return started.exitCode();
  }

  /** What is said on the way is no part of what a script reads. */
  private PrintWriter words() {
    return json ? err() : out();
  }
}

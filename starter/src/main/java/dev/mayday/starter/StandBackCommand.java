package dev.mayday.starter;

import dev.mayday.incident.Report;
import dev.mayday.incident.Target;
import dev.mayday.runbook.Control;
import dev.mayday.scenario.Scenarios;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import dev.mayday.triage.StandBack;
import dev.mayday.triage.StandBackOrder;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The kill switch of an environment. */
@Command(
    name = "stand-back",
    description = "Tell Mayday to change nothing in an environment, or that it may act again.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  mayday stand-back on --environment production --by lead --why 'the provider works on it'",
      "      also pauses the recoveries that run there",
      "  mayday stand-back off --environment production --by lead"
    })
final class StandBackCommand extends MaydayCommand {
  private static final String MARK = "stand-back ";

  /** The two positions of the switch. */
  enum Position {
    on,
    off
  }

  @Parameters(index = "0", paramLabel = "on|off", description = "Stand back, or act again.")
  Position position;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ENVIRONMENT",
      description = "As --environment.")
  String named;

  @Mixin final Where where = new Where();

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Your name in mayday.yaml; else MAYDAY_BY.")
  String by;

  @Option(names = "--why", paramLabel = "TEXT", description = "One line; needed for \"on\".")
  String why = "";

  StandBackCommand(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    String environment = environment();
    String who = by == null ? around.variable("MAYDAY_BY") : by;
    if (who.isBlank())
      throw wrongUse("who says so?\nHINT: add --by with your name, or set MAYDAY_BY");
    if (position == Position.on && why.isBlank())
      throw wrongUse("why should Mayday stand back?\nHINT: add --why with one line");
    out().println(position == Position.on ? on(environment, who) : off(environment, who));
    for (Target target : where.all(this)) reach(target, new Control(who, said(), ""));
    out().flush();
    return Exit.DONE;
  }

  private String environment() {
    if (named != null && where.environment != null && !named.equals(where.environment))
      throw wrongUse("two environments are given\nHINT: say one");
    if (where.service != null)
      throw wrongUse("the kill switch is for a whole environment\nHINT: leave --service out");
    if (named != null) where.environment = named;
    where.environment = where.environment(this);
    return where.environment;
  }

  private String on(String environment, String who) {
    StandBackOrder order = new StandBackOrder(environment, who, why);
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(StandBackOrder.id(environment))
            .setTaskQueue(Target.CONTROL_QUEUE)
            .setMemo(Map.of(StandBack.MEMO, order.line()))
            .setStaticSummary("stand back in " + environment + ": " + Paint.plain(order.line()))
            .build();
    try {
      temporal().newUntypedWorkflowStub("StandBack", options).start(order);
      return paint().asks("Mayday stands back in " + environment);
    } catch (WorkflowExecutionAlreadyStarted already) {
      return "Mayday stands back in " + environment + " already";
    }
  }

  private String off(String environment, String who) {
    Line line = new Line(temporal(), StandBackOrder.id(environment));
    String run = line.open().map(Line.Seen::run).orElse("");
    if (run.isEmpty()) return "Mayday did not stand back in " + environment;
    line.leaveWord("off", run, new Control(who, why, ""));
    return paint().good("Mayday may act again in " + environment);
  }

  /** A running recovery looks only before its next change; a pause or resume reaches it at once. */
  private void reach(Target target, Control control) {
    Line line = new Line(temporal(), target.recoveryId());
    String run =
        line.open()
            .filter(seen -> Scenarios.recoveries().contains(seen.type()))
            .map(Line.Seen::run)
            .orElse("");
    if (run.isEmpty()) return;
    String came =
        position == Position.on ? told(line, "pause", run, control) : resume(line, run, control);
    out().println(target + ": " + came);
  }

  /** Whoever paused it for a reason of their own still has it. */
  private static String resume(Line line, String run, Control control) {
    try {
      Report report = line.report(run);
      boolean ours = pausedWhy(report).startsWith(MARK + Position.on);
      if (report.pausedBy().isEmpty() || ours) return told(line, "resume", run, control);
      return "stays paused by " + report.pausedBy() + ": `mayday resume` lets it go on";
    } catch (Unavailable nobody) {
      return "no worker answers; a pause stays until `mayday resume`";
    }
  }

  private static String pausedWhy(Report report) {
    return report.journal().stream()
        .filter(entry -> entry.kind().equals("control") && entry.what().startsWith("pause by "))
        .reduce("", (last, entry) -> entry.result(), (one, other) -> other);
  }

  private static String told(Line line, String update, String run, Control control) {
    try {
      return line.tell(update, run, control);
    } catch (Refused as) {
      return as.getMessage();
    } catch (Unavailable nobody) {
      return "no worker answers; it looks itself before its next change";
    }
  }

  private String said() {
    return String.join(": ", List.of(MARK + position, why));
  }
}

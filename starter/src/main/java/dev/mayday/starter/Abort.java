package dev.mayday.starter;

import dev.mayday.incident.Target;
import dev.mayday.runbook.Control;
import dev.mayday.system.Unavailable;
import picocli.CommandLine.Command;

/** Stops now; also heard later when no worker is up. */
@Command(
    name = "abort",
    description =
        "Stop now and undo every change; after the point of no return: stop and hand over.",
    footerHeading = "%nExample:%n",
    footer = "  mayday abort --by on-call --why 'false alarm after all'")
final class Abort extends Steer {
  Abort(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    String by = who.required(this);
    Target target = where.one(this);
    who.token(this);
    Line line = new Line(temporal(), target.recoveryId());
    String run = line.running().run();
    Control control = new Control(by, why, "");
    try {
      return print(target, run, line.tell("abort", run, control));
    } catch (Unavailable nobody) {
      line.leaveWord("abort", run, control);
      return print(target, run, "kept: no worker answers now; it aborts as soon as one is up");
    }
  }
}

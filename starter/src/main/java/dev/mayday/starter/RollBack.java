package dev.mayday.starter;

import picocli.CommandLine.Command;

/** Undo every change; only before the point of no return. */
@Command(
    name = "rollback",
    description = "Undo every change; only before the point of no return.",
    footerHeading = "%nExample:%n",
    footer = "  mayday rollback --by on-call --why 'wrong service'")
final class RollBack extends Steer {
  RollBack(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    return say("rollBack");
  }
}

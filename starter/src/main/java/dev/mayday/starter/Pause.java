package dev.mayday.starter;

import picocli.CommandLine.Command;

/** Hold a recovery before its next step. */
@Command(
    name = "pause",
    description = "Hold a recovery before its next step.",
    footerHeading = "%nExample:%n",
    footer = "  mayday pause --by on-call --why 'the database may be back'")
final class Pause extends Steer {
  Pause(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    return say("pause");
  }
}

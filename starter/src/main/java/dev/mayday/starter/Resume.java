package dev.mayday.starter;

import picocli.CommandLine.Command;

/** Go on after a pause. */
@Command(
    name = "resume",
    description = "Go on after a pause.",
    footerHeading = "%nExample:%n",
    footer = "  mayday resume --by on-call")
final class Resume extends Steer {
  Resume(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    return say("resume");
  }
}

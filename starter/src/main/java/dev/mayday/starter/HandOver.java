package dev.mayday.starter;

import picocli.CommandLine.Command;

/** Stop at the next safe point and leave everything as it is. */
@Command(
    name = "hand-over",
    description = "Stop at the next safe point and leave everything as it is.",
    footerHeading = "%nExample:%n",
    footer = "  mayday hand-over --by on-call --why 'we finish it by hand'")
final class HandOver extends Steer {
  HandOver(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    return say("handOver");
  }
}

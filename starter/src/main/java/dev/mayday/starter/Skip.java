package dev.mayday.starter;

import picocli.CommandLine.Command;

/** Leave the blocked proof out; the recovery is then unproven. */
@Command(
    name = "skip",
    description = "Leave the blocked proof out; the recovery is then unproven.",
    footerHeading = "%nExample:%n",
    footer = "  mayday skip --by on-call --why 'the test phone is off'")
final class Skip extends Steer {
  Skip(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    return answer("skip");
  }
}

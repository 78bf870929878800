package dev.mayday.starter;

import picocli.CommandLine.Command;

/** Try the blocked step again. */
@Command(
    name = "retry",
    description = "Try the blocked step again.",
    footerHeading = "%nExample:%n",
    footer = "  mayday retry --by on-call --token-file ~/.mayday-token")
final class Retry extends Steer {
  Retry(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    return answer("retry");
  }
}

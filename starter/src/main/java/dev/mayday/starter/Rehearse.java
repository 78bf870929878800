package dev.mayday.starter;

import picocli.CommandLine.Command;

/** The dry run: the same code, changes only written down. */
@Command(
    name = "rehearse",
    description = "Walk through a recovery without changing anything; it yields the plan.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  mayday rehearse FallBackToFiles --environment production --service whatsapp --wait",
      "  mayday report --environment production --service whatsapp",
      "      shows the plan afterwards"
    })
final class Rehearse extends Starting {
  Rehearse(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    return begin(true, null);
  }
}

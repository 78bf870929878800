package dev.mayday.starter;

import dev.mayday.incident.Target;
import dev.mayday.scenario.Scenarios;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What the commands share that are about one scenario of one service. */
abstract class Choosing extends MaydayCommand {
  @Parameters(
      paramLabel = "SCENARIO",
      description = "One of ${COMPLETION-CANDIDATES}.",
      completionCandidates = Installed.class)
  String scenario;

  @Mixin final Where where = new Where();

  Choosing(Surroundings around) {
    super(around);
  }

  /** The service that is meant; a scenario that nobody installed is wrong use. */
  final Target chosen() {
    if (!Scenarios.recoveries().contains(scenario))
      throw wrongUse(
          "there is no scenario \"" + scenario + "\"\nHINT: there are " + Begin.installed());
    return where.one(this);
  }
}

package dev.mayday.starter;

import dev.mayday.incident.Target;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands share that say something to a recovery under way. */
abstract class Saying extends MaydayCommand {
  @Mixin final Where where = new Where();
  @Mixin final Who who = new Who();

  @Option(names = "--json", description = "Print what came of it as JSON (docs/cli.md).")
  boolean json;

  Saying(Surroundings around) {
    super(around);
  }

  /** Prints what came of it; the exit code tells whether it counted. */
  final int print(Target target, String run, String said) {
    Told told = Told.of(spec.name(), target, run, said);
    if (json) out().println(Json.of(told));
    else out().println(told.exitCode() == Exit.DONE ? said : paint().bad(said));
    out().flush();
    return told.exitCode();
  }
}

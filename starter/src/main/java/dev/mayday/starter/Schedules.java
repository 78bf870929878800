package dev.mayday.starter;

import picocli.CommandLine.Command;

/** The room of the schedules' commands. */
@Command(name = "schedules", description = "Temporal Schedules that Mayday needs.")
final class Schedules extends MaydayCommand {
  Schedules(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    throw wrongUse("schedules needs a command\nHINT: `mayday schedules apply`");
  }
}

package dev.mayday.activities.neighbours;

import dev.mayday.incident.Neighbour;
import dev.mayday.incident.Neighbour.Shared;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a process is recognised, the same in every look: by its entry in PM2, else by its unit, else
 * by program and script.
 */
record Kind(Proc process, Program program) {

  /** For people; whose it is where that is not the service's user. */
  String what() {
    String runs = program.text();
    if (pm2()) return "PM2 " + process.variable("name") + " (" + runs + ")";
    if (!process.unit().isEmpty()) return "unit " + process.unit() + " (" + runs + ")";
    return runs + " of user " + process.user();
  }

  /** The neighbour that mayday.yaml lists as it. */
  Optional<Neighbour> of(List<Neighbour> neighbours) {
    return neighbours.stream().filter(this::is).findFirst();
  }

  /** The name that mayday.yaml gives it, or an empty text. */
  String listed(List<Neighbour> neighbours) {
    return of(neighbours).map(Neighbour::name).orElse("");
  }

  private boolean is(Neighbour one) {
    if (one.underPm2()) return Bystanders.of(process, one.process());
    if (!one.unit().isEmpty()) return process.unit().equals(one.unit());
    return !one.command().isEmpty()
        && Pattern.compile(one.command()).matcher(program.text()).find();
  }

  /** What to write under neighbours so that it is recognised. */
  String entry(List<Shared> shared) {
    if (pm2())
      return Entry.of(
          process.variable("name"),
          "process: { name: %s, pm2Home: %s }"
              .formatted(
                  Entry.quoted(process.variable("name")),
                  Entry.quoted(process.variable("PM2_HOME"))),
          shared);
    if (!process.unit().isEmpty())
      return Entry.of(
          process.unit().replace(".service", ""), "unit: " + Entry.quoted(process.unit()), shared);
    String name =
        program.script() == null ? program.name() : program.script().getFileName().toString();
    return Entry.of(name, "command: '" + Entry.pattern(program.text()) + "'", shared);
  }

  private boolean pm2() {
    return !process.variable("pm_exec_path").isEmpty() && !process.variable("PM2_HOME").isEmpty();
  }
}

package dev.mayday.worker;

import dev.mayday.incident.Neighbour;
import dev.mayday.incident.Service;
import dev.mayday.incident.Some;
import dev.mayday.system.Found;
import dev.mayday.system.Neighbourhood;
import dev.mayday.system.ProcessState;
import dev.mayday.system.Refused;
import java.util.ArrayList;
import java.util.List;

/** Who else lives off what a recovery changes: a stranger would stop its plan in the emergency. */
record Surrounded(Service service, HostPorts ports) {

  /**
   * Looks for them.
   *
   * @throws Refused when one is not listed, or a listed one is not to be found where it is listed
   */
  String look() {
    Neighbourhood seen =
        ports
            .neighbours()
            .look(
                service.checkout(),
                service.settings(),
                service.database(),
                service.process(),
                service.neighbours());
    if (!seen.unlisted().isEmpty()) throw stranger(seen.unlisted());
    List<String> said = new ArrayList<>();
    for (Neighbour one : service.neighbours()) said.add(state(one, seen));
    said.addAll(seen.unseen());
    return said.isEmpty() ? "nobody else shares anything" : String.join("; ", said);
  }

  private static Refused stranger(List<Found> strangers) {
    return new Refused(
        "not listed, and each would stop a plan: "
            + Some.said(strangers.stream().map(Found::what).toList())
            + "\nHINT: write under neighbours in mayday.yaml, and say what they share and what becomes of them: "
            + Some.said(strangers.stream().map(Found::entry).toList()));
  }

  private String state(Neighbour one, Neighbourhood seen) {
    if (!one.underPm2()) return one.name() + (seen.of(one.name()).isEmpty() ? " is not there" : "");
    ProcessState state = ports.pm2().state(one.process(), service.settings());
    if (state.status().equals("absent"))
      throw new Refused(
          "PM2 in "
              + one.process().pm2Home()
              + " does not list the neighbour "
              + one.process().name()
              + "\nHINT: correct neighbours."
              + one.name()
              + " in mayday.yaml, or start it");
    return one.name() + " is " + state.status();
  }
}

package dev.mayday.worker;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Person.Channel;
import dev.mayday.incident.Rung;
import dev.mayday.incident.Service;
import dev.mayday.system.Refused;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether each rung can be reached by two channels, so that one of them may be down. At night only
 * channels that reach somebody away from the machine are any; in a drill people sit before it.
 */
record Rungs(EstateFile estate, Looks look) {
  private static final int ENOUGH = 2;

  void visit() {
    estate.services().values().forEach(this::of);
  }

  private void of(Service service) {
    List<Rung> ladder = service.ladder();
    for (int at = 0; at < ladder.size(); at++) {
      Rung rung = ladder.get(at);
      look.of(service.target())
          .at(service.target() + ": channels of rung " + (at + 1), () -> ways(service, rung));
    }
  }

  private String ways(Service service, Rung rung) {
    Set<Channel> channels = channels(service, rung);
    String names =
        channels.stream()
            .map(one -> one.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    if (channels.size() >= ENOUGH) return names;
    throw new Refused(
        String.join(", ", rung.people())
            + " can be reached by "
            + (names.isEmpty() ? "nothing" : names + " alone")
            + (service.drill() ? "" : " away from the machine")
            + "\nHINT: give the people of this rung two of telegram and email,"
            + " so that one may be down; a console and a file reach nobody at night");
  }

  private Set<Channel> channels(Service service, Rung rung) {
    return rung.people().stream()
        .flatMap(name -> estate.person(name).channels().stream())
        .filter(channel -> service.drill() || channel.remote())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

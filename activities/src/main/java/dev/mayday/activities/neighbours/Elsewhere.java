package dev.mayday.activities.neighbours;

import dev.mayday.activities.neighbours.Guests.Guest;
import dev.mayday.incident.Neighbour;
import dev.mayday.incident.Neighbour.Shared;
import dev.mayday.system.Found;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Sessions on the database that no process of this host has.
 *
 * @param unseen is told of sessions that this role may not look at
 */
record Elsewhere(List<Neighbour> listed, List<String> unseen) {
  /** Mayday's own, from whichever host, and what people look and repair with. */
  private static final Pattern BYSTANDERS =
      Pattern.compile(
          "(?i)mayday|psql|pg_dump(all)?|pg_restore|pgcli|pgadmin.*|dbeaver.*|datagrip.*");

  List<Found> of(List<Guest> guests, Predicate<Guest> here) {
    Map<String, Found> found = new LinkedHashMap<>();
    long hidden = guests.stream().filter(Guest::hidden).count();
    if (hidden > 0)
      unseen.add(
          hidden
              + " sessions of other roles on the database cannot be looked at (GRANT pg_read_all_stats shows them)");
    guests.stream()
        .filter(guest -> !guest.hidden() && !here.test(guest))
        .filter(guest -> !BYSTANDERS.matcher(guest.application()).matches())
        .forEach(guest -> found.putIfAbsent(guest.text(), found(guest)));
    return List.copyOf(found.values());
  }

  private Found found(Guest guest) {
    String neighbour =
        listed.stream()
            .filter(one -> !one.client().isEmpty())
            .filter(one -> Pattern.compile(one.client()).matcher(guest.text()).find())
            .map(Neighbour::name)
            .findFirst()
            .orElse("");
    String name = guest.application().isEmpty() ? "client" : guest.application();
    String entry =
        Entry.of(name, "client: '" + Entry.pattern(guest.text()) + "'", List.of(Shared.DATABASE));
    return new Found(
        neighbour,
        "database session " + guest.text(),
        0,
        List.of(Shared.DATABASE),
        false,
        neighbour.isEmpty() ? entry : "");
  }
}

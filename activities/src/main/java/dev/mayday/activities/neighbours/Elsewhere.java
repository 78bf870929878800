package dev.mayday.activities.neighbours;

import dev.mayday.activities.neighbours.Guests.Guest;
import dev.mayday.incident.Neighbour;
import dev.mayday.incident.Neighbour.Shared;
import dev.mayday.system.Found;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Sessions on the database that no process of this host has.
 *
 * @param unseen is told of sessions that this role may not look at, and of those that nothing tells
 *     whose they are
 */
record Elsewhere(List<Neighbour> listed, List<String> unseen) {
  /** Mayday's own, from whichever host, and what people look and repair with. */
  private static final Pattern BYSTANDERS =
      Pattern.compile(
          "(?i)mayday|psql|pg_dump(all)?|pg_restore|pgcli|pgadmin.*|dbeaver.*|datagrip.*");

  /**
   * Who is not here.
   *
   * @param here whether a session is one of this host's connections
   * @param connected whether this host has connections to where the database's URL leads
   */
  List<Found> of(List<Guest> guests, Predicate<Guest> here, boolean connected) {
    Map<String, Found> found = new LinkedHashMap<>();
    hidden(guests.stream().filter(Guest::hidden).count());
    guests.stream()
        .filter(guest -> !guest.hidden() && !here.test(guest))
        .filter(guest -> !BYSTANDERS.matcher(guest.application()).matches())
        .forEach(guest -> found.putIfAbsent(guest.text(), found(guest)));
    boolean translated =
        connected && guests.stream().noneMatch(guest -> guest.hidden() || here.test(guest));
    return translated ? listedOf(found.values()) : List.copyOf(found.values());
  }

  private void hidden(long sessions) {
    if (sessions > 0)
      unseen.add(
          sessions
              + " sessions of other roles on the database cannot be looked at (GRANT pg_read_all_stats shows them)");
  }

  /**
   * Where not even this host's own connections are among the sessions, the addresses are another's,
   * and the service's own sessions would pass for strangers. Who is listed was recognised by a
   * person's own pattern.
   */
  private List<Found> listedOf(Collection<Found> all) {
    List<Found> known = all.stream().filter(Found::listed).toList();
    if (known.size() < all.size())
      unseen.add(
          "whose sessions are on the database is not seen: this host's own connections are not"
              + " among them (an address is translated or a pooler stands between)");
    return known;
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

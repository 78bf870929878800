package dev.mayday.activities.neighbours;

import dev.mayday.activities.neighbours.Guests.Guest;
import dev.mayday.activities.neighbours.Sockets.Socket;
import dev.mayday.activities.postgres.Connections;
import dev.mayday.incident.Checkout;
import dev.mayday.incident.Database;
import dev.mayday.incident.Neighbour;
import dev.mayday.incident.Neighbour.Shared;
import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Settings;
import dev.mayday.system.Found;
import dev.mayday.system.Neighbourhood;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One look at a host, in which processes and connections are those of one moment. */
final class Look {
  private final Connections connections;
  private final Sockets sockets;
  private final List<Proc> processes;
  private final boolean blind;
  private final List<Neighbour> listed;
  private final List<String> unseen = new ArrayList<>();

  /**
   * @param blind whether processes of others are not among these, since they are not shown here
   */
  Look(
      Connections connections,
      Sockets sockets,
      List<Proc> processes,
      boolean blind,
      List<Neighbour> listed) {
    this.connections = connections;
    this.sockets = sockets;
    this.processes = processes;
    this.blind = blind;
    this.listed = listed;
  }

  Neighbourhood around(
      Checkout checkout, Settings settings, Database database, NodeProcess process) {
    List<Guest> guests = guests(database);
    Set<String> theirs = new HashSet<>();
    List<Socket> there = sockets.to(places(database));
    there.forEach(one -> theirs.add(one.file()));
    guests.forEach(guest -> local(guest).forEach(one -> theirs.add(one.file())));
    Shares shares =
        Shares.of(checkout, settings, text -> connections.leadsTo(database, text), theirs);
    List<Found> found = new ArrayList<>(here(shares, process));
    found.addAll(
        new Elsewhere(listed, unseen)
            .of(guests, guest -> !local(guest).isEmpty(), !there.isEmpty()));
    closed();
    return new Neighbourhood(found, unseen, doubtful(found, shares, process));
  }

  /** That a listed one was not found tells nothing where it may be what cannot be looked into. */
  private List<String> doubtful(List<Found> found, Shares shares, NodeProcess process) {
    Bystanders bystanders = new Bystanders(processes, process);
    List<Proc> closed =
        processes.stream()
            .filter(one -> !one.open() && !bystanders.hold(one, Program.of(one), false))
            .toList();
    Veiled veiled = new Veiled(blind, closed, shares.checkout());
    List<String> doubtful =
        listed.stream()
            .filter(one -> found.stream().noneMatch(seen -> seen.neighbour().equals(one.name())))
            .filter(veiled::mayBe)
            .map(Neighbour::name)
            .toList();
    doubtful.forEach(one -> unseen.add("whether neighbour " + one + " runs cannot be seen"));
    return doubtful;
  }

  private List<Socket> local(Guest guest) {
    return guest.from() == null ? List.of() : sockets.from(guest.from()).stream().toList();
  }

  private List<Guest> guests(Database database) {
    try {
      return new Guests(connections).of(database);
    } catch (Unavailable | Refused silent) {
      unseen.add(
          "the sessions of the database cannot be asked for, so who lives elsewhere is not seen");
      return List.of();
    }
  }

  private Set<java.net.InetSocketAddress> places(Database database) {
    try {
      return connections.addresses(database);
    } catch (Refused noUrl) {
      return Set.of();
    }
  }

  /**
   * Whoever shares something by what is seen of it, and whoever is listed, sharing what the file
   * says: a database that is dead has no connections, and still it must be known who runs.
   */
  private List<Found> here(Shares shares, NodeProcess process) {
    Bystanders bystanders = new Bystanders(processes, process);
    Map<Long, Kind> kinds = new LinkedHashMap<>();
    Map<Long, EnumSet<Shared>> shared = new TreeMap<>();
    for (Proc one : processes) {
      Program program = Program.of(one);
      Kind kind = new Kind(one, program);
      Optional<Neighbour> known = kind.of(listed);
      boolean unit = known.filter(neighbour -> !neighbour.unit().isEmpty()).isPresent();
      if (bystanders.hold(one, program, unit)) continue;
      EnumSet<Shared> with = shares.with(one, program);
      known.ifPresent(neighbour -> with.addAll(neighbour.shares()));
      if (with.isEmpty()) continue;
      kinds.put(one.pid(), kind);
      shared.put(one.pid(), with);
    }
    return new Families(bystanders, listed, own(process)).of(kinds, shared);
  }

  /** The scripts of the service's own lives. */
  private Set<String> own(NodeProcess process) {
    return processes.stream()
        .filter(one -> Bystanders.of(one, process))
        .map(one -> one.variable("pm_exec_path"))
        .collect(Collectors.toSet());
  }

  /** What another user runs is seen by its name and its script alone. */
  private void closed() {
    Map<String, Long> closed =
        processes.stream()
            .filter(one -> !one.open())
            .collect(Collectors.groupingBy(Proc::user, TreeMap::new, Collectors.counting()));
    if (closed.isEmpty()) return;
    long all = closed.values().stream().mapToLong(Long::longValue).sum();
    unseen.add(
        all
            + " processes of "
            + String.join(", ", new TreeSet<>(closed.keySet()))
            + " cannot be looked into by this worker: of those only a script in the checkout is"
            + " seen");
  }
}

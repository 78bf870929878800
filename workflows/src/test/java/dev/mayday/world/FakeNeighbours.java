package dev.mayday.world;

import dev.mayday.incident.Checkout;
import dev.mayday.incident.Database;
import dev.mayday.incident.Neighbour;
import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Settings;
import dev.mayday.system.Found;
import dev.mayday.system.Neighbourhood;
import dev.mayday.system.Neighbours;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link Neighbours} on a {@link World}: all of its neighbours live in the checkout. */
public final class FakeNeighbours implements Neighbours {
  private static final List<Neighbour.Shared> CHECKOUT = List.of(Neighbour.Shared.CHECKOUT);
  private final World world;

  public FakeNeighbours(World world) {
    this.world = world;
  }

  @Override
  public Neighbourhood look(
      Checkout checkout,
      Settings settings,
      Database database,
      NodeProcess process,
      List<Neighbour> listed) {
    synchronized (world) {
      List<Found> found = new ArrayList<>();
      world.beside.forEach(
          (name, life) -> {
            if (life.runs()) underPm2(name, life, listed).ifPresent(found::add);
          });
      world.alone.forEach((key, what) -> found.add(alone(key, what, listed)));
      return new Neighbourhood(found, world.unseen, world.doubtful);
    }
  }

  private Optional<Found> underPm2(String name, Life life, List<Neighbour> listed) {
    Optional<Neighbour> known =
        listed.stream()
            .filter(one -> one.underPm2() && one.process().name().equals(name))
            .findFirst();
    boolean apart = world.apart.contains(name);
    if (apart && known.isEmpty()) return Optional.empty();
    return Optional.of(
        new Found(
            known.map(Neighbour::name).orElse(""),
            "PM2 " + name,
            life.pid,
            apart ? known.get().shares() : CHECKOUT,
            life.twin,
            known.isEmpty() ? name + ": {}" : ""));
  }

  private static Found alone(String key, String what, List<Neighbour> listed) {
    String known =
        listed.stream()
            .filter(one -> one.unit().equals(key) || one.command().equals(key))
            .map(Neighbour::name)
            .findFirst()
            .orElse("");
    return new Found(known, what, 77, CHECKOUT, false, known.isEmpty() ? key + ": {}" : "");
  }
}

package dev.mayday.world;

import dev.mayday.incident.NodeProcess;
import dev.mayday.system.Neighbours;
import dev.mayday.system.NeighboursContract;

class FakeNeighboursTest extends NeighboursContract {
  private final World world = new World();

  @Override
  protected Neighbours neighbours() {
    return new FakeNeighbours(world);
  }

  @Override
  protected String checkout() {
    return Services.whatsapp().checkout().path();
  }

  @Override
  protected NodeProcess process() {
    return Services.whatsapp().process();
  }

  @Override
  protected void begin(String name) {
    world.neighbour(name);
  }

  @Override
  protected void beginApart(String name) {
    world.neighbour(name);
    world.apart.add(name);
  }

  @Override
  protected void beginTwin(String name) {
    world.neighbour(name).twin = true;
  }

  @Override
  protected void end(String name) {
    world.beside.get(name).pid = 0;
  }
}

package dev.mayday.world;

import dev.mayday.incident.Target;
import dev.mayday.system.Incidents;
import dev.mayday.system.IncidentsContract;

class FakeIncidentsTest extends IncidentsContract {
  private final World world = new World();

  @Override
  protected Incidents incidents() {
    return new FakeControl(world);
  }

  @Override
  protected Target target() {
    return Services.TARGET;
  }

  @Override
  protected void begin(String scenario) {
    world.running = scenario;
  }

  @Override
  protected void end() {
    world.running = "";
  }

  @Override
  protected String open() {
    return String.join(",", world.incidents);
  }
}

package dev.mayday.world;

import dev.mayday.incident.Target;
import dev.mayday.system.Estate;
import dev.mayday.system.EstateContract;

class FakeEstateTest extends EstateContract {
  private final World world = new World();

  @Override
  protected Estate estate() {
    return new FakeControl(world);
  }

  @Override
  protected Target target() {
    return Services.TARGET;
  }

  @Override
  protected void standBack(String by, String why) {
    world.standBack = by + ": " + why;
  }

  @Override
  protected void actAgain() {
    world.standBack = "";
  }
}

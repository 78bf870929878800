package dev.mayday.world;

import dev.mayday.system.Queues;
import dev.mayday.system.QueuesContract;

class FakeQueuesTest extends QueuesContract {
  @Override
  protected Queues queues() {
    World world = new World();
    world.polled.add(polled());
    return new FakeControl(world);
  }

  @Override
  protected String polled() {
    return "host-app";
  }
}

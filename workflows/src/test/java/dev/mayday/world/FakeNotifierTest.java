package dev.mayday.world;

import dev.mayday.incident.Target;
import dev.mayday.system.Notifier;
import dev.mayday.system.NotifierContract;
import java.util.List;

/** The fake keeps the same promises as the real one. */
class FakeNotifierTest extends NotifierContract {
  private final World world = new World();
  private final FakePeople people = new FakePeople(world);

  @Override
  protected Notifier notifier() {
    return people;
  }

  @Override
  protected Target target() {
    return Services.TARGET;
  }

  @Override
  protected void deafen() {
    world.deaf = true;
  }

  @Override
  protected List<String> heard(String person) {
    return people.heard(person);
  }
}

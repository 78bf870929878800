package dev.mayday.world;

import dev.mayday.system.Approvers;
import dev.mayday.system.Ask;
import dev.mayday.system.Claim;
import dev.mayday.system.Notice;
import dev.mayday.system.Notifier;
import dev.mayday.system.Unavailable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * {@link Notifier} and {@link Approvers} on a {@link World}; {@link #answering} plays the people.
 */
public final class FakePeople implements Notifier, Approvers {
  private final World world;
  private final List<Ask> asked = new CopyOnWriteArrayList<>();
  private volatile Consumer<Ask> answering = ask -> {};

  public FakePeople(World world) {
    this.world = world;
  }

  /** What people do when they are asked. */
  public void answering(Consumer<Ask> behaviour) {
    answering = behaviour;
  }

  /** Every question that reached people. */
  public List<Ask> asked() {
    return List.copyOf(asked);
  }

  @Override
  public List<String> tell(Notice notice) {
    synchronized (world) {
      if (world.deaf)
        throw new Unavailable("no channel confirmed anything\nHINT: see the channels");
      world.told.add(notice.subject());
      return List.of("on-call by console");
    }
  }

  @Override
  public List<String> ask(Ask ask) {
    asked.add(ask);
    answering.accept(ask);
    return world.deaf ? List.of() : ask.people();
  }

  @Override
  public boolean verify(Claim claim) {
    return claim.code().equals("right code of " + claim.by());
  }
}

package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.sabotage.Carried;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The same dies after every activity, and now and then something else. */
final class Every implements Calamities.Plan {
  private static final int NOW_AND_THEN = 6;
  private final Calamity usual;
  private final Calamity nowAndThen;
  private final AtomicInteger times = new AtomicInteger();

  private Every(Calamity usual, Calamity nowAndThen) {
    this.usual = usual;
    this.nowAndThen = nowAndThen;
  }

  /**
   * One story each: the worker after every activity; the server after every one, and both now and
   * then. In the long form both after every one is a story of its own.
   */
  static List<Every> stories() {
    Every worker = new Every(Calamity.WORKER, Calamity.WORKER);
    if (!Boolean.getBoolean("mayday.long"))
      return List.of(worker, new Every(Calamity.SERVER, Calamity.BOTH));
    return List.of(
        worker,
        new Every(Calamity.SERVER, Calamity.SERVER),
        new Every(Calamity.BOTH, Calamity.BOTH));
  }

  @Override
  public Calamity at(Carried where, String key) {
    return times.incrementAndGet() % NOW_AND_THEN == 0 ? nowAndThen : usual;
  }

  @Override
  public String toString() {
    return usual.name();
  }
}

package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.sabotage.Carried;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The same dies after every activity, and now and then something else. */
final class Every implements Calamities.Plan {
  private static final int NOW_AND_THEN = 6;

  /** Where a worker died after every step it does not come to this: see {@link Crashes}. */
  private static final String TIDIES = "SessionRowsForget ";

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
    boolean now = times.incrementAndGet() % NOW_AND_THEN == 0 || key.startsWith(TIDIES);
    return now ? nowAndThen : usual;
  }

  @Override
  public String toString() {
    return usual.name();
  }
}

package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.sabotage.Carried;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The same dies after every activity, or after the first of each kind, and now and then another.
 */
final class Every implements Calamities.Plan {
  private static final int NOW_AND_THEN = 6;
  private static final String FIRST = " 1";

  /** Where a worker died after every step it does not come to this: see {@link Crashes}. */
  private static final String TIDIES = "SessionRowsForget ";

  private final Calamity usual;
  private final Calamity nowAndThen;
  private final boolean firstOnly;
  private final AtomicInteger times = new AtomicInteger();

  private Every(Calamity usual, Calamity nowAndThen, boolean firstOnly) {
    this.usual = usual;
    this.nowAndThen = nowAndThen;
    this.firstOnly = firstOnly;
  }

  /**
   * One story each: the worker after every activity; the server after the first activity of each
   * type, and both now and then. In the long form the server after every one, and both after every
   * one, are stories of their own.
   */
  static List<Every> stories() {
    Every worker = new Every(Calamity.WORKER, Calamity.WORKER, false);
    if (!Boolean.getBoolean("mayday.long"))
      return List.of(worker, new Every(Calamity.SERVER, Calamity.BOTH, true));
    return List.of(
        worker,
        new Every(Calamity.SERVER, Calamity.SERVER, false),
        new Every(Calamity.BOTH, Calamity.BOTH, false));
  }

  @Override
  public Calamity at(Carried where, String key) {
    if (spares(key)) return Calamity.NOTHING;
    boolean now = times.incrementAndGet() % NOW_AND_THEN == 0 || key.startsWith(TIDIES);
    return now ? nowAndThen : usual;
  }

  /** Whether nothing dies there on purpose. */
  boolean spares(String key) {
    return firstOnly && !key.endsWith(FIRST);
  }

  /** Whether it is the worker that dies, and nothing else. */
  boolean killsWorkers() {
    return usual == Calamity.WORKER;
  }

  @Override
  public String toString() {
    return usual.name();
  }
}

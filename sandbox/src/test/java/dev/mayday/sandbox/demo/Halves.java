package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.sabotage.Carried;
import java.util.HashMap;
import java.util.Map;

/**
 * Two runs of one scenario share its activities: where the worker dies in one, the server dies in
 * the other, and now and then both. So both outlive deaths in turn, and together they have died
 * after every activity.
 */
final class Halves {
  private static final int BOTH_EVERY = 6;
  private final Map<String, Boolean> worker = new HashMap<>();
  private int servers;

  /** The plan of one of the two. */
  Calamities.Plan half() {
    return new Calamities.Plan() {
      private boolean last;

      @Override
      public Calamity at(Carried where, String key) {
        last = worker(key, !last);
        return last ? Calamity.WORKER : server();
      }
    };
  }

  private synchronized boolean worker(String key, boolean wish) {
    Boolean other = worker.putIfAbsent(key, wish);
    return other == null ? wish : !other;
  }

  private synchronized Calamity server() {
    return ++servers % BOTH_EVERY == 0 ? Calamity.BOTH : Calamity.SERVER;
  }
}

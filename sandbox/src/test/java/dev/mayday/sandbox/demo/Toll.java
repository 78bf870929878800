package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.sabotage.Done;
import dev.mayday.system.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What died where, and how the work went on: a line for each activity.
 *
 * @param scenario the workflow type
 * @param struck the activities, in order
 * @param done every attempt of every worker
 */
record Toll(String scenario, List<Calamities.Struck> struck, List<Done> done) {
  /** Whether a worker died over an effect that nobody may repeat. */
  boolean diedInOnce() {
    return killed().anyMatch(one -> one.what().worker() && isOnce(one));
  }

  /** How often something died. */
  long deaths() {
    return killed().count();
  }

  /** The types of the activities after which something died. */
  Set<String> activities() {
    return killed()
        .map(one -> one.where().attempt().activity())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Which how-many-th activities of which type nothing died after, though the plan was asked. */
  Set<String> spared() {
    Set<String> keys = new TreeSet<>();
    struck.forEach(one -> keys.add(one.key()));
    killed().map(Calamities.Struck::key).forEach(keys::remove);
    return keys;
  }

  /** Attempts that were over without being caught, up to the last death in the same run. */
  List<Done> missed() {
    return done.stream().filter(this::missed).toList();
  }

  private boolean missed(Done one) {
    return killed().anyMatch(death -> death.of(one.run()) && death.at().isAfter(one.at()))
        && struck.stream().noneMatch(caught -> caught.at(one));
  }

  private Stream<Calamities.Struck> killed() {
    return struck.stream().filter(one -> one.what() != Calamity.NOTHING);
  }

  private static boolean isOnce(Calamities.Struck one) {
    return isOnce(one.where().attempt().activity());
  }

  private static boolean isOnce(String activity) {
    return Effects.of(activity).value() == Effect.Kind.ONCE;
  }

  private String line(Calamities.Struck one) {
    Done first = one.where().attempt();
    int attempts = attempts(first);
    return "%3d  %-20s %-8s %8d  %8s  %s"
        .formatted(
            one.where().position(),
            first.activity(),
            one.what() == Calamity.NOTHING ? "" : one.what().name().toLowerCase(Locale.ROOT),
            attempts,
            one.what() == Calamity.NOTHING ? "" : seconds(one),
            verdict(first.activity(), attempts));
  }

  /** An activity within a workflow task is attempt 1 again with each worker. */
  private int attempts(Done first) {
    List<Done> same =
        done.stream()
            .filter(one -> one.run().equals(first.run()))
            .filter(one -> one.activityId().equals(first.activityId()))
            .toList();
    return same.stream().mapToInt(Done::attempt).reduce(same.size(), Math::max);
  }

  /** From the death to the next attempt of the same run that was over. */
  private String seconds(Calamities.Struck one) {
    Done first = one.where().attempt();
    Optional<Instant> next =
        done.stream()
            .filter(later -> later.run().equals(first.run()) && later.at().isAfter(one.at()))
            .map(Done::at)
            .findFirst();
    return next.map(at -> "%.1f s".formatted(Duration.between(one.at(), at).toMillis() / 1000.0))
        .orElse("");
  }

  private static String verdict(String activity, int attempts) {
    if (attempts == 1 && !isOnce(activity)) return "done once";
    return switch (Effects.of(activity).value()) {
      case READ -> "read again";
      case REPEATABLE -> "done again, harmless";
      case ADOPTABLE -> "found and adopted";
      case ONCE -> "done once, never again";
    };
  }

  @Override
  public String toString() {
    StringBuilder table = new StringBuilder(scenario);
    table.append("\n  k  activity             died     attempts  went on    effect\n");
    struck.forEach(one -> table.append(line(one)).append('\n'));
    return table.toString();
  }
}

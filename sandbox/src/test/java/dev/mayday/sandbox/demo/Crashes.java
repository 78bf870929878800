package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.sandbox.sabotage.Beat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the tests of crashes share. */
final class Crashes {
  private static final Duration BEAT = Duration.ofSeconds(3);

  /** The server waits for a workflow task of a dead worker as long as for its beat. */
  private static final List<String> TASKS =
      List.of(
          "--dynamic-config-value",
          "history.defaultWorkflowTaskTimeout=\"%ds\"".formatted(BEAT.toSeconds()));

  private Crashes() {}

  /** With Mayday's own figures for how soon a dead worker is missed. */
  static Ground raise(Path folder, String... policies) {
    return raise(folder, new Setting(Map.of(), Map.of(), Crashes::brisk), policies);
  }

  /** A dead worker is missed within seconds, for very many will die. */
  static Ground raiseForMany(Path folder) {
    return raiseForMany(folder, Map.of());
  }

  /** The same with more variables for worker and webhook. */
  static Ground raiseForMany(Path folder, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(Beat.environment(BEAT));
    environment.putAll(more);
    return raise(folder, new Setting(environment, Map.of(), Crashes::brisk, TASKS));
  }

  private static Ground raise(Path folder, Setting setting, String... policies) {
    return Ground.raise(folder, 1, 200, box -> setting, policies);
  }

  /** What is waited for on purpose, so that nothing is left to chance, is waited for shortly. */
  static String brisk(String settings) {
    return settings
        .replace("probeApart: 3s", "probeApart: 1s")
        .replace("stableFor: 5s", "stableFor: 1s")
        .replace("steadyFor: 3s", "steadyFor: 2s");
  }

  /**
   * Tells the stories side by side, each in a sandbox of its own; prints and judges their tolls.
   */
  static void suffer(Path temp, BiFunction<Path, Every, List<Toll>> story) {
    List<Every> plans = Every.stories();
    List<Supplier<List<Toll>>> stories =
        plans.stream()
            .<Supplier<List<Toll>>>map(
                plan -> () -> story.apply(temp.resolve(plan.toString()), plan))
            .toList();
    List<List<Toll>> told = SideBySide.tell(stories);
    told.forEach(tolls -> tolls.forEach(System.out::println));
    for (int i = 0; i < told.size(); i++) judge(plans.get(i), told.get(i));
    told.stream()
        .flatMap(List::stream)
        .collect(Collectors.groupingBy(Toll::scenario))
        .forEach(Crashes::leftNothingOut);
  }

  private static void judge(Every plan, List<Toll> tolls) {
    assertThat(tolls)
        .allSatisfy(
            toll -> {
              assertThat(toll.missed()).as(toll.scenario()).isEmpty();
              assertThat(toll.spared()).as(toll.scenario()).allMatch(plan::spares);
            });
  }

  /**
   * Between them the stories came to everything. One alone may not: where a killed worker took the
   * answer to the test message with it, people leave that proof out, and nothing is tidied.
   */
  private static void leftNothingOut(String scenario, List<Toll> stories) {
    Set<String> all = new TreeSet<>();
    stories.forEach(toll -> all.addAll(toll.activities()));
    assertThat(all).as(scenario).containsAll(Golden.activities(scenario));
  }
}

package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.sandbox.sabotage.Beat;
import java.nio.file.Path;
import java.time.Duration;
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

  private Crashes() {}

  /** With Mayday's own figures for how soon a dead worker is missed. */
  static Ground raise(Path folder) {
    return raise(folder, Map.of());
  }

  /** A dead worker is missed within seconds, for very many will die. */
  static Ground raiseForMany(Path folder) {
    return raise(folder, Beat.environment(BEAT));
  }

  private static Ground raise(Path folder, Map<String, String> environment) {
    Setting setting = new Setting(environment, Map.of(), Crashes::brisk);
    return Ground.raise(folder, 1, 200, box -> setting);
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
    List<Supplier<List<Toll>>> stories =
        Every.stories().stream()
            .<Supplier<List<Toll>>>map(
                plan -> () -> story.apply(temp.resolve(plan.toString()), plan))
            .toList();
    List<Toll> tolls = SideBySide.tell(stories).stream().flatMap(List::stream).toList();
    tolls.forEach(System.out::println);
    assertThat(tolls)
        .allSatisfy(
            toll -> {
              assertThat(toll.missed()).as(toll.scenario()).isEmpty();
              assertThat(toll.spared()).as(toll.scenario()).isEmpty();
            });
    tolls.stream().collect(Collectors.groupingBy(Toll::scenario)).forEach(Crashes::leftNothingOut);
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

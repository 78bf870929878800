package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What the tests of crashes share. */
final class Crashes {
  /** Started often, and for seconds each time: compiled soon rather than well. */
  private static final Setting SOON =
      new Setting(
          Map.of("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"),
          Map.of(),
          UnaryOperator.identity());

  private Crashes() {}

  static Ground raise(Path folder) {
    return Ground.raise(folder, 1, 200, box -> SOON);
  }

  /** After every activity that both runs came to, the worker died in one and the server in one. */
  static void everywhere(Toll one, Toll other) {
    System.out.println(one + "\n" + other);
    Set<String> met = new TreeSet<>(one.keys());
    met.retainAll(other.keys());
    assertThat(met).isNotEmpty();
    assertThat(either(one.keys(Calamity::worker), other.keys(Calamity::worker))).containsAll(met);
    assertThat(either(one.keys(Calamity::server), other.keys(Calamity::server))).containsAll(met);
  }

  private static Set<String> either(Set<String> one, Set<String> other) {
    Set<String> all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }
}

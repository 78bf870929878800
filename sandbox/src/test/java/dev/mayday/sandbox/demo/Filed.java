package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The reports that were filed, each for people and for scripts, called after its run.
 *
 * @param folder where they are filed
 * @param before those that were there at first
 */
record Filed(Path folder, Set<String> before) {
  static Filed of(Ground ground) {
    Path folder = ground.scene.reports();
    return new Filed(folder, names(folder));
  }

  /** The report of this run has come to them since, and no other. */
  void oneMore(String run, String seen) {
    Set<String> all = new TreeSet<>(before);
    all.addAll(Set.of(run + ".json", run + ".md"));
    assertThat(names(folder)).as("reports: %s", seen).isEqualTo(all);
  }

  /** Whoever dies while it writes one leaves a file beside it, which is no report. */
  private static Set<String> names(Path folder) {
    String[] names = folder.toFile().list();
    return Stream.of(names == null ? new String[0] : names)
        .filter(name -> name.endsWith(".json") || name.endsWith(".md"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.secret.Secrets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What a part of the doctor found, for tests that ask whether it is red where it must be. */
record Findings(List<Finding> all) {

  /** What a part finds that looks under this heading. */
  static Findings of(Secrets secrets, Consumer<Looks> part) {
    Looks looks = new Looks(secrets);
    part.accept(looks);
    return new Findings(looks.findings());
  }

  /** The one that is called so, after the service's name if it has one. */
  Finding of(String what) {
    List<Finding> found =
        all.stream()
            .filter(one -> one.what().replaceFirst("^[^ ]+/[^ ]+: ", "").equals(what))
            .toList();
    assertThat(found).as(what + " in " + all).hasSize(1);
    return found.get(0);
  }

  /** It is red, says this, says what to do, and would stop exactly these scenarios. */
  void red(String what, String detail, String... stops) {
    Finding found = of(what);
    assertThat(found.ok()).as("%s", found).isFalse();
    assertThat(found.detail()).contains(detail);
    assertThat(found.hint()).as("%s", found).isNotEmpty();
    assertThat(found.stops()).as("%s", found).containsExactly(stops);
  }

  void well(String what) {
    assertThat(of(what).ok()).as("%s", of(what)).isTrue();
  }

  /** Everything that is red, with what it would stop. */
  Map<String, List<String>> reds() {
    Map<String, List<String>> reds = new TreeMap<>();
    all.stream().filter(one -> !one.ok()).forEach(one -> reds.put(one.what(), one.stops()));
    return reds;
  }
}

package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A message that came once too often is found. */
class ToldTest {
  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

  @Test
  void aMessageMayComeAgainOnceForEachDeathInBetween() {
    assertThat(told(0).tooOften(List.of())).isEmpty();
    assertThat(told(0, 10).tooOften(List.of(at(5)))).isEmpty();
    assertThat(told(0, 10).tooOften(List.of())).hasSize(1);
    assertThat(told(0, 10).tooOften(List.of(at(-1), at(11)))).hasSize(1);
    assertThat(told(0, 10, 20).tooOften(List.of(at(5)))).hasSize(1);
    assertThat(told(0, 10, 20).tooOften(List.of(at(5), at(15)))).isEmpty();
  }

  private static Told told(int... seconds) {
    TreeSet<Instant> times = new TreeSet<>();
    for (int second : seconds) times.add(at(second));
    return new Told(Map.of("on-call run/1", times));
  }

  private static Instant at(int second) {
    return NOON.plusSeconds(second);
  }
}

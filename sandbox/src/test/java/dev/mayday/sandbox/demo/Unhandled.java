package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Gap;
import dev.mayday.incident.Report;
import dev.mayday.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A report's gaps, held against what WhatsApp's side wrote down, which knows neither the service
 * nor Mayday.
 *
 * @param broken when nothing could be handled any more
 */
record Unhandled(Sandbox sandbox, Instant broken) {
  /** So much later the service may note what the other end has taken. */
  private static final Duration LATE = Duration.ofSeconds(10);

  /** Each company has one, from its last message before the failure to its new connection. */
  void isTold(Report end) {
    assertThat(end.gaps())
        .extracting(Gap::company)
        .containsExactlyInAnyOrderElementsOf(sandbox.companies());
    OtherEnd other = OtherEnd.of(sandbox);
    for (Gap gap : end.gaps())
      assertThat(wrong(gap, broken, end.endedAt(), other.accepted(gap.company())))
          .as("%s", gap)
          .isEmpty();
  }

  /**
   * What is wrong with a gap that the service itself told.
   *
   * @param accepted when the other end took each message of the company
   */
  static List<String> wrong(Gap gap, Instant broken, Instant end, List<Instant> accepted) {
    if (gap.last() == null) return List.of("no last message");
    if (!gap.told() || gap.again() == null) return List.of("its end is not told");
    List<String> wrong = new ArrayList<>();
    if (gap.last().isAfter(broken.plus(LATE))) wrong.add("begins after the failure");
    if (gap.again().isBefore(broken)) wrong.add("is over before the failure");
    if (gap.again().isAfter(end)) wrong.add("is over after the recovery");
    accepted.stream()
        .filter(at -> at.isAfter(gap.last()) && at.isBefore(gap.again()))
        .forEach(at -> wrong.add("a message was taken in it: " + at));
    Optional<Instant> before =
        accepted.stream().filter(at -> !at.isAfter(gap.last())).max(Instant::compareTo);
    if (before.isEmpty() || before.get().plus(LATE).isBefore(gap.last()))
      wrong.add("the last message was another: " + before);
    return wrong;
  }
}

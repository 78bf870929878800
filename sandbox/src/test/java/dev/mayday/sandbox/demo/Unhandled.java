package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Entry;
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
 * @param unasked for how long before that the service may have handled what it told nobody of
 */
record Unhandled(Sandbox sandbox, Instant broken, Duration unasked) {
  /** So much later the service may note what the other end has taken. */
  private static final Duration LATE = Duration.ofSeconds(10);

  /** An outage: of what it handled before, the service can be asked afterwards. */
  Unhandled(Sandbox sandbox, Instant broken) {
    this(sandbox, broken, Duration.ZERO);
  }

  /** A return: the service works until it is stopped, and was asked right before that. */
  static Unhandled ofReturn(Sandbox sandbox, Report end) {
    Instant asked = at(end, "check", "when each company handled its last message");
    Instant stopped = at(end, "change", "stop " + sandbox.process() + ", proven");
    return new Unhandled(sandbox, stopped, Duration.between(asked, stopped).plus(LATE));
  }

  /** The last that was done, not what a rehearsal wrote down. */
  private static Instant at(Report end, String kind, String what) {
    return end.journal().stream()
        .filter(one -> one.kind().equals(kind) && one.what().startsWith(what))
        .reduce((before, last) -> last)
        .map(Entry::at)
        .orElseThrow(() -> new AssertionError("the journal has no " + kind + ": " + what));
  }

  /** Each company has one, from its last message before the failure to its new connection. */
  void isTold(Report end) {
    assertThat(end.gaps())
        .extracting(Gap::company)
        .containsExactlyInAnyOrderElementsOf(sandbox.companies());
    OtherEnd other = OtherEnd.of(sandbox);
    for (Gap gap : end.gaps())
      assertThat(wrong(gap, broken, unasked, end.endedAt(), other.accepted(gap.company())))
          .as("%s", gap)
          .isEmpty();
  }

  /**
   * What is wrong with a gap that the service itself told.
   *
   * @param accepted when the other end took each message of the company
   */
  static List<String> wrong(
      Gap gap, Instant broken, Duration unasked, Instant end, List<Instant> accepted) {
    if (gap.last() == null) return List.of("no last message");
    if (!gap.told() || gap.again() == null) return List.of("its end is not told");
    List<String> wrong = new ArrayList<>();
    if (gap.last().isAfter(broken.plus(LATE))) wrong.add("begins after the failure");
    if (gap.again().isBefore(broken)) wrong.add("is over before the failure");
    if (gap.again().isAfter(end)) wrong.add("is over after the recovery");
    accepted.stream()
        .filter(at -> at.isAfter(gap.last()) && at.isBefore(gap.again()))
        .filter(at -> at.isBefore(broken.minus(unasked)) || at.isAfter(broken))
        .forEach(at -> wrong.add("a message was taken in it: " + at));
    Optional<Instant> before =
        accepted.stream().filter(at -> !at.isAfter(gap.last())).max(Instant::compareTo);
    if (before.isEmpty() || before.get().plus(LATE).isBefore(gap.last()))
      wrong.add("the last message was another: " + before);
    return wrong;
  }
}

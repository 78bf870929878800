package dev.mayday.triage;

import dev.mayday.incident.Policy;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The times of an incident: when it looks again, keeps quiet, watches, and is over. */
final class Vigil {
  private static final Duration LONGEST_WITHOUT_WORD = Duration.ofHours(24);
  private static final Duration BREATH = Duration.ofMinutes(2);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
  private static final List<String> UNTOUCHED =
      List.of("FALSE_ALARM", "HEALED_MEANWHILE", "REFUSED");
  private static final List<String> WELL =
      List.of("FALSE_ALARM", "HEALED_MEANWHILE", "RECOVERED", "RECOVERED_IN_PART");
  private Instant openedAt = now();
  private Instant lastWord = now();
  private Instant quietUntil = now();
  private Instant watchUntil = now().plus(Duration.ofMinutes(10));
  private Instant endedAt;
  private Instant wellAt;
  private Instant lookAt;
  private Instant reconsiderAt = now();

  /** A sender spoke. */
  void heard() {
    lastWord = now();
  }

  boolean quiet() {
    return now().isBefore(quietUntil);
  }

  Instant quietUntil() {
    return quietUntil;
  }

  boolean watches() {
    return now().isBefore(watchUntil);
  }

  /** A human lets Mayday act before the cool-down is over. */
  void actAgain() {
    quietUntil = now();
  }

  /** Whether what began then came back after a recovery that is watched still. */
  boolean relapse(Instant began) {
    return endedAt != null && watches() && began.isAfter(endedAt);
  }

  void lookAgain(Duration in) {
    lookAt = now().plus(in);
  }

  void looks() {
    lookAt = null;
  }

  /** Whether news may be looked into while a recovery is under way. */
  boolean mayReconsider() {
    return !now().isBefore(reconsiderAt);
  }

  void reconsiders() {
    reconsiderAt = now().plus(BETWEEN_LOOKS);
  }

  Duration untilReconsidering() {
    return Duration.between(now(), reconsiderAt);
  }

  /** Whether the world is to be looked at again while alerts fire. */
  boolean due() {
    return (endedAt != null && !quiet()) || (lookAt != null && !now().isBefore(lookAt));
  }

  /** Mayday itself saw that the service was well. */
  void well() {
    wellAt = now();
  }

  /**
   * When the emergency began, for the RTO: with the oldest alert that fires, but not before Mayday
   * itself last saw the service well, since an old alert may speak of something else.
   */
  Instant since(Instant oldestAlert) {
    return wellAt == null || wellAt.isBefore(oldestAlert) ? oldestAlert : wellAt;
  }

  /** A recovery ended; one that was declined, or that no policy names, has no cool-down. */
  void ended(String outcome, Policy policy) {
    boolean cools = policy != null && !outcome.equals("DECLINED");
    endedAt = cools ? now() : null;
    quietUntil = cools ? now().plus(coolDown(outcome, policy)) : now();
    watchUntil = policy == null ? now() : now().plus(policy.watchFor());
    if (WELL.contains(outcome)) well();
  }

  /** After a run that changed nothing there is nothing to cool down from: it may break for good. */
  private static Duration coolDown(String outcome, Policy policy) {
    boolean brief = UNTOUCHED.contains(outcome) && policy.coolDown().compareTo(BREATH) > 0;
    return brief ? BREATH : policy.coolDown();
  }

  /** Whether nothing more is to come; an alert that nobody repeats does not fire for ever. */
  boolean over(boolean firing) {
    return !watches() && !quiet() && (!firing || longSilent(lastWord));
  }

  /** Whether it was tried for so long that it should fail before everybody's eyes. */
  boolean hopeless() {
    return longSilent(openedAt);
  }

  private static boolean longSilent(Instant since) {
    return Duration.between(since, now()).compareTo(LONGEST_WITHOUT_WORD) > 0;
  }

  /** How long until the next look. */
  Duration next(boolean firing) {
    Instant next = quiet() ? quietUntil : watches() ? watchUntil : now().plus(Duration.ofHours(1));
    if (firing && lookAt != null && lookAt.isBefore(next)) next = lookAt;
    return Duration.between(now(), next);
  }

  void restore(Carried carried) {
    openedAt = carried.openedAt();
    quietUntil = carried.quietUntil();
    watchUntil = carried.watchUntil();
    endedAt = carried.endedAt();
    wellAt = carried.wellAt();
    if (carried.lastWord() != null) lastWord = carried.lastWord();
    lookAt = now();
  }

  Carried carry(
      Memory memory, String recovery, String scenario, boolean pending, boolean declined) {
    return new Carried(
        openedAt,
        memory.alerts(),
        recovery,
        scenario,
        quietUntil,
        watchUntil,
        endedAt,
        wellAt,
        pending,
        declined,
        memory.notes(),
        lastWord,
        memory.said());
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}

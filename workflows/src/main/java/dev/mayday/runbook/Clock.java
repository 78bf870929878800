package dev.mayday.runbook;

import dev.mayday.incident.Report.Budget;
import dev.mayday.incident.Report.Rto;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the time goes: from the alert's own start, people's waiting apart from the machine's. */
final class Clock {
  /** One phase's budget and what it used; phases may be entered again. */
  private static final class Spent {
    private Duration allowed;
    private Duration before = Duration.ZERO;
    private Duration enteredAt;
  }

  private final Instant detected;
  private final Map<String, Spent> phases = new LinkedHashMap<>();
  private Duration humanBefore = Duration.ZERO;
  private Instant humanSince;
  private Duration rto = Duration.ZERO;
  private Instant end;

  Clock(Instant detected) {
    this.detected = detected;
  }

  void allow(Duration whole) {
    rto = whole;
  }

  Instant detected() {
    return detected;
  }

  void peopleBegin() {
    humanSince = Journal.now();
  }

  /** Whether the machine stands still because people are waited for. */
  boolean peopleWait() {
    return humanSince != null;
  }

  void peopleEnd() {
    if (humanSince != null) humanBefore = human();
    humanSince = null;
  }

  void enter(String phase, Duration allowed) {
    Spent spent = phases.computeIfAbsent(phase, name -> new Spent());
    spent.allowed = allowed;
    spent.enteredAt = machine();
  }

  void leave(String phase) {
    Spent spent = phases.get(phase);
    spent.before = used(spent);
    spent.enteredAt = null;
  }

  void stop() {
    end = Journal.now();
  }

  Duration total() {
    return Duration.between(detected, end == null ? Journal.now() : end);
  }

  Duration human() {
    return humanSince == null
        ? humanBefore
        : humanBefore.plus(Duration.between(humanSince, Journal.now()));
  }

  Duration machine() {
    return total().minus(human());
  }

  Rto rto() {
    return new Rto(total(), machine(), human());
  }

  Duration used(String phase) {
    return phase.equals("rto") ? total() : used(phases.get(phase));
  }

  private Duration used(Spent spent) {
    return spent.enteredAt == null
        ? spent.before
        : spent.before.plus(machine().minus(spent.enteredAt));
  }

  List<Budget> budgets() {
    List<Budget> all = new java.util.ArrayList<>();
    phases.forEach((name, spent) -> all.add(budget(name, spent.allowed, used(spent))));
    all.add(budget("rto", rto, total()));
    return List.copyOf(all);
  }

  private static Budget budget(String name, Duration allowed, Duration used) {
    return new Budget(name, allowed, used, !allowed.isZero() && used.compareTo(allowed) > 0);
  }
}

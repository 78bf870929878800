package dev.mayday.activities.estate;

import dev.mayday.incident.Policy;
import dev.mayday.incident.Policy.Approval;
import dev.mayday.incident.Rung;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads how each scenario may act on a service. */
final class Policies {
  private static final String COPY = "KeepWarmCopy";
  private static final String RETURN = "ReturnToPostgres";

  private final Map<String, Policy> all = new LinkedHashMap<>();
  private final boolean drill;
  private final long people;
  private final int codeAttempts;
  private final Optional<Duration> copyEvery;

  Policies(Section policies, boolean drill, List<Rung> ladder, int codeAttempts) {
    this.drill = drill;
    this.codeAttempts = codeAttempts;
    this.people = ladder.stream().flatMap(rung -> rung.people().stream()).distinct().count();
    usual()
        .forEach(
            (name, usual) ->
                all.put(name, policies.section(name, section -> policy(section, name, usual))));
    copyEvery = policies.section(COPY, this::copy);
  }

  Map<String, Policy> all() {
    return all;
  }

  /** How often the warm copy is refreshed, if at all. */
  Optional<Duration> copyEvery() {
    return copyEvery;
  }

  private Map<String, Policy> usual() {
    return new TreeMap<>(Map.of("FallBackToFiles", fallback(), RETURN, wayBack()));
  }

  private Policy fallback() {
    return new Policy(
        Approval.REQUIRED,
        1,
        drill,
        false,
        minutes(30),
        minutes(30),
        minutes(10),
        minutes(60),
        minutes(2),
        minutes(5),
        minutes(2),
        0.8,
        minutes(30),
        minutes(60),
        codeAttempts);
  }

  private Policy wayBack() {
    return new Policy(
        Approval.REQUIRED,
        1,
        drill,
        false,
        minutes(240),
        minutes(30),
        minutes(20),
        Duration.ZERO,
        minutes(8),
        minutes(8),
        minutes(4),
        0.8,
        minutes(30),
        minutes(60),
        codeAttempts);
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  private Optional<Duration> copy(Section copy) {
    boolean on = copy.optional("on", Forms.FLAG, true);
    Duration every = copy.optional("every", Amounts.duration("10s", "1h"), minutes(1));
    all.put(
        COPY,
        new Policy(
            Approval.AUTOMATIC,
            1,
            drill,
            false,
            minutes(1),
            minutes(1),
            minutes(5),
            Duration.ZERO,
            minutes(1),
            minutes(3),
            minutes(1),
            0.8,
            Duration.ZERO,
            Duration.ZERO,
            0));
    return on ? Optional.of(every) : Optional.empty();
  }

  private Policy policy(Section at, String name, Policy usual) {
    var wait = Amounts.duration("1s", "7d");
    var budget = Amounts.duration("1s", "24h");
    var watch = Amounts.duration("0s", "7d");
    Policy policy =
        new Policy(
            at.optional("approval", Form.oneOf(Approval.class), usual.approval()),
            at.optional("quorum", Forms.number(1, 10), usual.quorum()),
            at.optional(
                "claimedCounts", Forms.FLAG, usual.claimedCounts(), "`false`, in a drill `true`"),
            at.optional("selfApproval", Forms.FLAG, usual.selfApproval()),
            at.optional("approveWithin", wait, usual.approveWithin()),
            at.optional("decideWithin", wait, usual.decideWithin()),
            at.optional("rto", budget, usual.rto()),
            at.optional("rpo", watch, usual.rpo()),
            at.optional("confirmWithin", budget, usual.confirmWithin()),
            at.optional("recoverWithin", budget, usual.recoverWithin()),
            at.optional("verifyWithin", budget, usual.verifyWithin()),
            at.optional("warnAt", Forms.SHARE_OF_ONE, usual.warnAt()),
            at.optional("coolDown", watch, usual.coolDown()),
            at.optional("watchFor", watch, usual.watchFor()),
            codeAttempts);
    check(at, name, policy);
    return policy;
  }

  private void check(Section at, String name, Policy policy) {
    if (policy.approval() == Approval.AUTOMATIC && name.equals(RETURN))
      at.wrong("approval", "is impossible here: the way back to the database is always asked");
    if (people > 0 && policy.quorum() > people)
      at.wrong(
          "quorum", "is more than the " + people + " people on the ladder: it could never be met");
    if (phases(policy).compareTo(policy.rto()) > 0)
      at.wrong(
          "rto",
          "is less than confirmWithin, recoverWithin and verifyWithin together ("
              + Amounts.show(phases(policy))
              + ")");
  }

  private static Duration phases(Policy policy) {
    return policy.confirmWithin().plus(policy.recoverWithin()).plus(policy.verifyWithin());
  }
}

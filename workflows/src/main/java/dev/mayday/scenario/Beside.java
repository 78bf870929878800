package dev.mayday.scenario;

import dev.mayday.incident.Neighbour;
import dev.mayday.incident.Service;
import dev.mayday.incident.Some;
import dev.mayday.runbook.Matters;
import dev.mayday.runbook.Recovery;
import dev.mayday.runbook.Undo;
import dev.mayday.system.Found;
import dev.mayday.system.Neighbourhood;
import dev.mayday.system.Neighbours;
import dev.mayday.system.Pm2;
import dev.mayday.system.ProcessState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of the service's neighbours. The plan says of each whether it is stopped, restarted
 * or untouched; one that nobody listed is asked about. Runs of an earlier version, whose service
 * says nothing of neighbours, look for none.
 */
final class Beside {
  /** More strangers are counted, not named one by one. */
  private static final int STRANGERS = 20;

  private static final Set<String> STILL = Set.of("stopped", "errored", "absent");

  private final Neighbours neighbours;
  private final Pm2 pm2;

  /**
   * Whoever was seen in any rehearsal: that a stranger has gone since is no reason to ask again.
   */
  private final Map<String, Found> strangers = new LinkedHashMap<>();

  private final Map<String, ProcessState> was = new LinkedHashMap<>();
  private Neighbourhood seen = new Neighbourhood(List.of(), List.of());

  Beside(Neighbours neighbours, Pm2 pm2) {
    this.neighbours = neighbours;
    this.pm2 = pm2;
  }

  /** Looks who is there, and says in the plan who stays as he is. */
  void look(Recovery recovery) {
    Service service = recovery.service();
    if (service.neighbours() == null) return;
    if (recovery.rehearsing()) seen = seen(recovery, service);
    seen.unlisted().forEach(one -> meet(recovery, one));
    seen.found().stream().filter(Found::sameScript).forEach(one -> twoWriters(recovery, one));
    for (Neighbour one : service.neighbours()) if (one.underPm2()) readState(recovery, one);
    for (Neighbour one : service.neighbours()) if (untouched(one)) leave(recovery, one);
    strangers(recovery);
  }

  /** Before the service itself is: who writes beside it is gone when the code changes. */
  void stop(Recovery recovery) {
    for (Neighbour one : of(recovery, Neighbour.Treatment.STOPPED))
      if (one.underPm2()) stop(recovery, one);
      else gone(recovery, one);
  }

  /** Once the service is proven: on the settings that it was started with. */
  void goOn(Recovery recovery, Map<String, String> values) {
    Service service = recovery.service();
    for (Neighbour one : of(recovery, Neighbour.Treatment.STOPPED))
      if (one.underPm2()) start(recovery, one, values);
      else
        recovery.afterwards(
            Neighbourly.named(one) + " is started again, by a person", Neighbourly.matters(one));
    for (Neighbour one : of(recovery, Neighbour.Treatment.RESTARTED))
      if (one.underPm2()) restart(recovery, one, values);
      else
        recovery.afterwards(
            Neighbourly.restarted(one, service.settings()) + ", by a person",
            Neighbourly.matters(one));
  }

  private Neighbourhood seen(Recovery recovery, Service service) {
    return recovery.check(
        "who else shares the checkout, the " + service.settings().file() + " or the database",
        () -> looked(service),
        Neighbourly::said);
  }

  private void meet(Recovery recovery, Found stranger) {
    if (strangers.putIfAbsent(stranger.what(), stranger) == null && strangers.size() <= STRANGERS)
      recovery.askFirst(Neighbourly.question(stranger));
  }

  private static void twoWriters(Recovery recovery, Found one) {
    recovery.askFirst(
        one.what()
            + " runs the same script as the service: where both serve the same company they are two"
            + " writers on one identity, and its sessions are spoiled");
  }

  private void readState(Recovery recovery, Neighbour one) {
    was.put(
        one.name(),
        recovery.check(
            "what runs of neighbour " + one.name(),
            () -> pm2.state(one.process(), recovery.service().settings()),
            Sayings::of));
  }

  private boolean untouched(Neighbour one) {
    return one.treatment() == Neighbour.Treatment.UNTOUCHED || !runs(one);
  }

  /** What broke down with the database is to read the new settings as well. */
  private boolean runs(Neighbour one) {
    if (!one.underPm2())
      return !seen.of(one.name()).isEmpty() || seen.doubtful().contains(one.name());
    String status = was.get(one.name()).status();
    boolean brokeDown =
        status.equals("errored") && one.treatment() == Neighbour.Treatment.RESTARTED;
    return brokeDown || !STILL.contains(status);
  }

  private void leave(Recovery recovery, Neighbour one) {
    boolean asked = one.treatment() == Neighbour.Treatment.UNTOUCHED;
    recovery.untouched(
        Neighbourly.named(one) + " is untouched" + (asked ? "" : ", for it does not run"),
        Neighbourly.matters(one));
    if (!asked)
      recovery.leave(
          Neighbourly.named(one) + " did not run and was left so: see whether it should run");
  }

  private void strangers(Recovery recovery) {
    for (String stranger : Some.of(List.copyOf(strangers.keySet()), STRANGERS))
      recovery.untouched(stranger + " is untouched, and not listed", Matters.of(stranger));
  }

  private List<Neighbour> of(Recovery recovery, Neighbour.Treatment treatment) {
    List<Neighbour> all = recovery.service().neighbours();
    return all == null
        ? List.of()
        : all.stream().filter(one -> one.treatment() == treatment && runs(one)).toList();
  }

  private void stop(Recovery recovery, Neighbour one) {
    ProcessState before = was.get(one.name());
    recovery.change(
        Neighbourly.stopped(one),
        Neighbourly.matters(one),
        fence -> pm2.stop(one.process(), fence),
        Undo.by(fence -> pm2.putBack(one.process(), recovery.service().settings(), before, fence)));
  }

  /** A person stops and starts it; what is done is seen. */
  private void gone(Recovery recovery, Neighbour one) {
    recovery.change(
        Neighbourly.stopped(one) + ", by a person, and seen to be",
        Neighbourly.matters(one),
        fence -> mustRun(recovery, one, false),
        Undo.by(fence -> mustRun(recovery, one, true)));
  }

  /** What cannot be seen is never taken for stopped; nor is it asked for on the way back. */
  private void mustRun(Recovery recovery, Neighbour one, boolean wanted) {
    Neighbourhood now = looked(recovery.service());
    boolean there = !now.of(one.name()).isEmpty();
    boolean doubtful = !there && now.doubtful().contains(one.name());
    if (doubtful && wanted) recovery.leave(Neighbourly.mayStand(one));
    else if (doubtful) throw Recovery.unsafe(Neighbourly.unseen(one));
    else if (there != wanted) throw Recovery.unsafe(Neighbourly.byHand(one, wanted));
  }

  private Neighbourhood looked(Service service) {
    return neighbours.look(
        service.checkout(),
        service.settings(),
        service.database(),
        service.process(),
        service.neighbours());
  }

  private void start(Recovery recovery, Neighbour one, Map<String, String> values) {
    recovery.beside(
        "neighbour " + one.name() + ", which was stopped, is started again",
        Neighbourly.matters(one),
        fence -> {
          pm2.start(
              one.process(), recovery.service().settings(), own(recovery, one, values), fence);
          steady(recovery, one);
        });
  }

  private void restart(Recovery recovery, Neighbour one, Map<String, String> values) {
    recovery.beside(
        Neighbourly.restarted(one, recovery.service().settings()),
        Neighbourly.matters(one),
        fence -> {
          pm2.restart(
              one.process(), recovery.service().settings(), own(recovery, one, values), fence);
          steady(recovery, one);
        });
  }

  private void steady(Recovery recovery, Neighbour one) {
    pm2.steady(one.process(), recovery.service().settings());
  }

  /** What PM2 sets for it outweighs what it would read of the .env: there it must be told. */
  private Map<String, String> own(Recovery recovery, Neighbour one, Map<String, String> values) {
    ProcessState before = was.get(one.name());
    Map<String, String> own = new LinkedHashMap<>(values);
    if (before.mode().isEmpty()) own.remove(recovery.service().settings().mode());
    if (before.leftOut().isEmpty()) own.remove(recovery.service().settings().leaveOut());
    return own;
  }
}

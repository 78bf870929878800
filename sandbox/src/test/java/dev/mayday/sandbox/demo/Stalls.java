package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.Signals;
import dev.mayday.sandbox.sabotage.Done;
import dev.mayday.sandbox.sabotage.Order;
import java.util.ArrayList;
import java.util.List;

/**
 * Workers that are cut off and halted right before a change of one scenario, or before an undo, one
 * after the other; each time the next worker goes on. They wake when somebody says so.
 */
final class Stalls implements AutoCloseable {
  private final Ground ground;
  private final String scenario;
  private final List<Stalled> stalled = new ArrayList<>();

  /** An attempt that is to be halted before its effect. */
  record Attempt(String activity, int number) {
    String name(String scenario) {
      return scenario + "-" + activity + "-" + number;
    }
  }

  /** One that is halted. */
  record Stalled(Attempt attempt, Child worker) {
    ProcessHandle process() {
      return ProcessHandle.of(worker.pid()).orElseThrow();
    }
  }

  Stalls(Ground ground, String scenario) {
    this.ground = ground;
    this.scenario = scenario;
  }

  /**
   * Halts a worker before each of these, in this order; when the last change is held, the run is
   * aborted, and after the last undo Mayday is started again.
   *
   * @param undos are come to after the abort; none where only changes stall
   * @param approve says yes to the plan
   */
  void abortedAfter(List<Attempt> changes, List<Attempt> undos, Runnable approve) {
    changes.forEach(this::order);
    undos.forEach(this::order);
    ground.scene.killMayday();
    approve.run();
    Attempt last = changes.get(changes.size() - 1);
    for (Attempt one : changes) halt(one, one.equals(last) ? this::abort : () -> {});
    for (Attempt one : undos) halt(one, () -> {});
    ground.scene.startMayday();
  }

  private void order(Attempt one) {
    ground.sabotage.order(
        one.name(scenario), Order.holdBefore(scenario, one.activity(), one.number()));
  }

  private void abort() {
    ground.says(0, List.of("abort", "--by", "lead", "--why", "too many workers stall"));
  }

  /** A new worker gets as far as this, and no further. */
  private void halt(Attempt attempt, Runnable before) {
    try (Cable cable = new Cable(ground.scene.temporal().address())) {
      Stalled one = new Stalled(attempt, ground.scene.anotherWorker(cable.address()));
      stalled.add(one);
      Until.holds(attempt + " is held", () -> ground.sabotage.carriedOut(attempt.name(scenario)));
      before.run();
      Signals.send("SIGSTOP", one.process());
    }
  }

  /** It goes on where it was halted; returns how that ended. */
  Done wake(Attempt attempt) {
    Stalled one =
        stalled.stream().filter(any -> any.attempt().equals(attempt)).findFirst().orElseThrow();
    ground.sabotage.withdraw(attempt.name(scenario));
    Signals.send("SIGCONT", one.process());
    return Until.found(
        attempt + " has acted",
        () ->
            ground.sabotage.done().stream()
                .filter(done -> done.workflow().equals(scenario))
                .filter(done -> done.activity().equals(attempt.activity()))
                .filter(done -> done.attempt() == attempt.number())
                .filter(done -> done.pid() == one.worker().pid())
                .findFirst());
  }

  @Override
  public void close() {
    stalled.forEach(one -> one.worker().kill());
  }
}

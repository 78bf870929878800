package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Signals;
import dev.mayday.sandbox.sabotage.Done;
import dev.mayday.sandbox.sabotage.Order;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers are cut off and halted right before a change, one after the other; each time another
 * worker makes the change. When all was rolled back they wake and act.
 */
class StalledIT {
  private static final String SCENARIO = "FallBackToFiles";

  /** An attempt that is halted before its effect. */
  private record Stalled(String activity, int attempt, Child worker) {
    String name() {
      return activity + "-" + attempt;
    }

    ProcessHandle process() {
      return ProcessHandle.of(worker.pid()).orElseThrow();
    }
  }

  private final List<Stalled> stalled = new ArrayList<>();

  @Test
  void anAttemptThatWakesAfterTheRollbackChangesNothing(@TempDir Path temp) {
    try (Ground ground = Crashes.raiseForMany(temp.resolve("box"))) {
      ground.sandbox.breakIt(Fault.POSTGRES_STOPPED);
      Picture before = Picture.of(ground.scene);
      String run = ground.begin(SCENARIO, "workers will stall");
      var question = ground.asked(run);
      stall(ground, () -> ground.answers(0, question, "yes", "on-call"));
      assertThat(ground.end(run).outcome()).isEqualTo(Outcome.ABORTED);
      Picture back = Picture.of(ground.scene);
      assertThat(back.withPid(before.pid())).isEqualTo(before);

      for (Stalled one : stalled.subList(0, stalled.size() - 1)) {
        Done woken = wake(ground, one);
        assertThat(woken.end()).as(woken.toString()).isEqualTo(Refused.class.getName());
        assertThat(Picture.of(ground.scene)).as("after %s woke", one).isEqualTo(back);
      }
      withoutTheFenceItActs(ground, back);
      Search.findsNothing(ground);
    } finally {
      stalled.forEach(one -> one.worker().kill());
    }
  }

  /** Negative control: the last of them finds no fence, and what it does is seen. */
  private void withoutTheFenceItActs(Ground ground, Picture before) {
    forgetFences(ground.sandbox.folder().resolve("mayday/fences"));
    Done woken = wake(ground, stalled.get(stalled.size() - 1));
    assertThat(woken.end()).as(woken.toString()).isEqualTo("ok");
    assertThat(Picture.of(ground.scene)).isNotEqualTo(before);
  }

  private void stall(Ground ground, Runnable approve) {
    for (String activity : List.of("Pm2Stop", "GitCheckout", "SessionsInstall", "EnvFileSet"))
      order(ground, activity, 1);
    order(ground, "EnvFileSet", 2);
    ground.scene.killMayday();
    approve.run();
    Runnable nothing = () -> {};
    halt(ground, "Pm2Stop", 1, nothing);
    halt(ground, "GitCheckout", 1, nothing);
    halt(ground, "SessionsInstall", 1, nothing);
    halt(ground, "EnvFileSet", 1, nothing);
    halt(ground, "EnvFileSet", 2, () -> abort(ground));
    ground.scene.startMayday();
  }

  private static void order(Ground ground, String activity, int attempt) {
    ground.sabotage.order(activity + "-" + attempt, Order.holdBefore(SCENARIO, activity, attempt));
  }

  private static void abort(Ground ground) {
    ground.says(0, List.of("abort", "--by", "lead", "--why", "too many workers stall"));
  }

  /** A new worker gets as far as this, and no further. */
  private void halt(Ground ground, String activity, int attempt, Runnable before) {
    try (Cable cable = new Cable(ground.scene.temporal().address())) {
      Stalled one = new Stalled(activity, attempt, ground.scene.anotherWorker(cable.address()));
      stalled.add(one);
      Until.holds(one + " is held", () -> ground.sabotage.carriedOut(one.name()));
      before.run();
      Signals.send("SIGSTOP", one.process());
    }
  }

  /** It goes on where it was halted; returns how that ended. */
  private static Done wake(Ground ground, Stalled one) {
    ground.sabotage.withdraw(one.name());
    Signals.send("SIGCONT", one.process());
    return Until.found(
        one + " has acted",
        () ->
            ground.sabotage.done().stream()
                .filter(done -> done.workflow().equals(SCENARIO))
                .filter(done -> done.activity().equals(one.activity()))
                .filter(done -> done.attempt() == one.attempt())
                .findFirst());
  }

  private static void forgetFences(Path folder) {
    try (Stream<Path> fences = Files.list(folder)) {
      for (Path fence : fences.toList()) Files.delete(fence);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.mayday.runbook;

import dev.mayday.incident.Gap;
import dev.mayday.incident.Loss;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Service;
import dev.mayday.system.Fence;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One run of one scenario, as the scenario sees it. It decides whether and when a step happens,
 * never which step comes next: control flow is the scenario's Java. Longer than most, for whoever
 * writes a scenario finds every kind of step that there is on this one page, with what it promises.
 */
public final class Recovery {
  private final Run run;
  private final Steps steps;
  private final Course course;
  private final Undos undos;
  private final List<String> apart = new ArrayList<>();
  private final List<String> leftToDo = new ArrayList<>();
  private Loss loss = Loss.NOTHING;
  private List<Gap> gaps = List.of();
  private boolean gapsOverWhenUndone;
  private final Set<String> askFirst = new LinkedHashSet<>();
  private boolean confirmedBefore;
  private boolean changed;
  private boolean unproven;

  Recovery(Run run, Steps steps) {
    this.run = run;
    this.steps = steps;
    course = new Course(run, steps, () -> changed);
    undos = new Undos(run, steps, this::leave);
  }

  /** The service as the estate knew it when the run began. */
  public Service service() {
    return run.service;
  }

  /**
   * The run's own name for everything that it makes aside. Never the name of anything that was
   * there.
   */
  public String name() {
    return run.name();
  }

  /** The moment that the alert says the emergency began, or the run's start. */
  public Instant detectedAt() {
    return run.clock.detected();
  }

  /** Whether the run began with this version of the arc or a later one. */
  public boolean since(int arc) {
    return run.arc >= arc;
  }

  /** Whether the emergency was confirmed before in this run: a second look need not wait again. */
  public boolean confirmedBefore() {
    return confirmedBefore;
  }

  /**
   * Whether this is a rehearsal, which draws the plan also where nothing is broken: what a confirm
   * asks before it says that there is nothing to do. Noted where it is one.
   */
  public boolean supposed(String phrase, String why) {
    if (!run.start.rehearse() || Workflow.getVersion("supposed", Workflow.DEFAULT_VERSION, 1) < 1)
      return false;
    run.journal.note("rehearse", phrase, why);
    return true;
  }

  /** Reads the world, in a rehearsal too, and notes what it saw. */
  public <T> T check(String phrase, Supplier<T> look, Function<T, String> say) {
    T seen = steps.attempt(phrase, false, look);
    run.journal.note("check", phrase, say.apply(seen));
    return seen;
  }

  /** Reads the world, in a rehearsal too. */
  public <T> T check(String phrase, Supplier<T> look) {
    return check(phrase, look, String::valueOf);
  }

  /** Whether changes are only written down now. Real ones follow on the last rehearsal at once. */
  public boolean rehearsing() {
    return course.rehearsing();
  }

  /** Waits, with a sentence on the timer. */
  public void waitFor(String phrase, Duration duration) {
    Waiting.until(phrase, duration, run::stopping);
    run.stopNow();
  }

  /**
   * Makes something ready aside, before anybody is asked: only things with this run's name that
   * production never reads. The undo removes it, however the run ends before its seal.
   */
  public <T> T aside(String phrase, Supplier<T> act, Undo undo) {
    undos.aside(phrase, undo);
    T made = steps.attempt(phrase, false, act);
    run.journal.note("prepare", phrase, "ready");
    return made;
  }

  /** Alters the world; how to put it back is registered first. Only written down in a rehearsal. */
  public void change(String phrase, Matters matters, Consumer<Fence> act, Undo undo) {
    if (course.planned("change", phrase, "", matters)) return;
    Runnable done = undos.change(phrase, undo);
    changed = true;
    carryOut("change", phrase, act);
    done.run();
  }

  /** As the other, where nothing but the guard has to be looked at. */
  public void commit(
      String phrase,
      String why,
      Matters matters,
      Supplier<String> guard,
      Outcome otherwise,
      Consumer<Fence> act) {
    commit(phrase, why, matters, guard, otherwise, () -> {}, act);
  }

  /**
   * Alters the world with no way back: earlier undos are void from here on.
   *
   * @param why why there is no way back; stands in the plan
   * @param guard looked at right before; an answer that is not empty is a reason not to
   * @param otherwise how the run ends where the guard has a reason: everything is undone then
   * @param still throws where the world is no longer as the changes before left it: the step is
   *     blocked then and the seal not broken; looked at by runs that began with arc 2 or later
   */
  public void commit(
      String phrase,
      String why,
      Matters matters,
      Supplier<String> guard,
      Outcome otherwise,
      Runnable still,
      Consumer<Fence> act) {
    if (course.planned("commit", phrase, why, matters)) return;
    carryOut(
        "commit",
        phrase,
        fence -> {
          if (!run.sealed) lastLook(phrase, guard, otherwise, still);
          seal(phrase, why);
          act.accept(fence);
        });
  }

  /** Within the step, so that whatever held the step before was over when it looked. */
  private void lastLook(String phrase, Supplier<String> guard, Outcome otherwise, Runnable still) {
    if (run.arc >= 2)
      run.ports.saying(
          "is it still as it was left? before: " + phrase,
          () -> {
            still.run();
            return "";
          });
    String against = run.ports.saying("last look before: " + phrase, guard);
    run.stopNow();
    if (!against.isEmpty()) throw Stop.undoing(otherwise, "not done: " + phrase + ": " + against);
  }

  /**
   * Shows that it worked; the proof throws {@code Unavailable}, {@code Refused} or {@code Unsafe}
   * from its port when it did not. People may leave it out; then the recovery is unproven.
   */
  public <T> T prove(String phrase, Supplier<T> proof, Function<T, String> say, T unproven) {
    if (course.planned("prove", phrase, "", Matters.NONE)) return unproven;
    T shown = steps.proof(phrase, proof);
    if (shown == null) this.unproven = true;
    run.journal.note("prove", phrase, shown == null ? "left out by a person" : say.apply(shown));
    return shown == null ? unproven : shown;
  }

  /**
   * Says in the plan that something stays as it is: people see it, and a world in which it is
   * another thing drifts. Nothing is done.
   */
  public void untouched(String phrase, Matters matters) {
    if (course.planned("check", phrase, "", matters)) return;
    run.journal.note("check", phrase, "left as it is");
  }

  /** Says in the plan what people do once the recovery is over, and leaves it to do. */
  public void afterwards(String phrase, Matters matters) {
    if (course.planned("manual", phrase, "", matters)) return;
    run.journal.note("manual", phrase, "left to do");
    leave(phrase);
  }

  /**
   * Alters what stands beside the service, once the service is proven. It is in the plan. Nobody is
   * asked when it fails, since the service works: it is named, left to do, and the recovery is one
   * in part.
   */
  public void beside(String phrase, Matters matters, Consumer<Fence> act) {
    if (course.planned("change", phrase, "", matters)) return;
    String trouble = steps.beside(phrase, act);
    if (trouble.isEmpty()) {
      run.journal.note("change", phrase, "done");
      return;
    }
    keepApart(phrase + ": " + trouble);
    leave("see to it by hand: " + phrase);
  }

  /** Asks people to do something and to say when it is done. */
  public void manual(String phrase, Matters matters) {
    if (course.planned("manual", phrase, "", matters)) return;
    steps.manual(phrase);
  }

  /** Notes that something is left out of the recovery, which is then one in part. */
  public void keepApart(String what) {
    if (!apart.contains(what)) apart.add(what);
  }

  /** Notes something that a person still has to do; nothing in a rehearsal. */
  public void leave(String what) {
    if (!course.rehearsing() && !leftToDo.contains(what)) leftToDo.add(what);
  }

  /** Says what was lost. */
  public void lost(Loss found) {
    loss = found;
    Duration allowed = run.policy().rpo();
    boolean kept =
        allowed.isZero() || found.atMost() == null || found.atMost().compareTo(allowed) <= 0;
    if (!course.rehearsing() && !kept)
      run.journal.note(
          "clock", "the RPO of " + Budgets.text(allowed) + " is not kept", found.sentence());
  }

  /**
   * Says when which company's messages are not handled; nothing in a rehearsal.
   *
   * @param overWhenUndone whether messages are handled again once everything is put back
   */
  public void unhandled(List<Gap> found, boolean overWhenUndone) {
    if (course.rehearsing()) return;
    gaps = List.copyOf(found);
    gapsOverWhenUndone = overWhenUndone;
  }

  /**
   * Removes something that carries this run's name, once it has served. Not in the plan; never
   * fails a recovery: what could not be removed is left to do. Once a proof was left out nothing is
   * removed: it may be what people look at.
   */
  public void tidy(String phrase, Runnable act) {
    if (course.rehearsing()) return;
    if (unproven) {
      leave(phrase + " (kept, since a proof was left out)");
      return;
    }
    String trouble = steps.tidy(phrase, act);
    run.journal.note("tidy", phrase, trouble.isEmpty() ? "done" : trouble);
    if (!trouble.isEmpty()) leave(phrase + " (" + trouble + ")");
  }

  /** People are asked before the first change whatever the policy says, and told this reason. */
  public void askFirst(String why) {
    askFirst.add(why);
  }

  /**
   * From here to the seal a service stands still that worked before: whatever blocks a step is not
   * asked about, everything is put back at once, and the kill switch is not read.
   */
  public void window() {
    run.window = !course.rehearsing();
  }

  /** What to throw to end the run here, for people to take over; what was made ready aside goes. */
  public RuntimeException handOver(String why) {
    return Stop.leaving(why);
  }

  /**
   * What a confirm throws to say in its own words why there is nothing to do, where that is not
   * that the emergency is over. Nothing was changed.
   */
  public RuntimeException groundless(String why) {
    return Stop.undoing(Outcome.FALSE_ALARM, why);
  }

  /** What a proof throws when it did not hold. */
  public static RuntimeException unproven(String why) {
    return ApplicationFailure.newNonRetryableFailure(why, Unavailable.class.getName());
  }

  /** What a check throws when nobody may go on from what it saw. */
  public static RuntimeException unsafe(String why) {
    return ApplicationFailure.newNonRetryableFailure(why, Unsafe.class.getName());
  }

  /** Set in the step itself: whatever holds or stops the run before it can still be undone. */
  private void seal(String phrase, String why) {
    if (run.sealed) return;
    run.sealed = true;
    changed = true;
    run.journal.note("seal", phrase, "no way back from here: " + why);
  }

  private void carryOut(String kind, String phrase, Consumer<Fence> act) {
    steps.attempt(
        phrase,
        true,
        () -> {
          act.accept(steps.fence());
          return "";
        });
    run.journal.note(kind, phrase, "done");
  }

  Course course() {
    return course;
  }

  String askFirst() {
    return String.join("; ", askFirst);
  }

  void confirmed() {
    confirmedBefore = true;
  }

  /** Says in which state people find the world, where nothing is undone. */
  void nameWhatStands() {
    if (!run.sealed) undos.nameWhatStands();
    course.notDone().forEach(step -> leave("not done: " + step));
    leave("what this run kept carries the name " + run.name());
  }

  /**
   * Puts everything back; false if a change could not be.
   *
   * @param healed whether the service works once it is as before
   */
  boolean rollBack(boolean healed) {
    boolean clean = undos.unwind();
    if (clean && (healed || gapsOverWhenUndone))
      gaps = gaps.stream().map(one -> one.overBy(Journal.now())).toList();
    return clean;
  }

  List<Gap> gaps() {
    return gaps;
  }

  Loss loss() {
    return changed ? loss : Loss.NOTHING;
  }

  List<String> apart() {
    return List.copyOf(apart);
  }

  List<String> leftToDo() {
    return List.copyOf(leftToDo);
  }

  boolean changed() {
    return changed;
  }

  Outcome recovered() {
    if (unproven) return Outcome.RECOVERED_UNPROVEN;
    return apart.isEmpty() ? Outcome.RECOVERED : Outcome.RECOVERED_IN_PART;
  }
}

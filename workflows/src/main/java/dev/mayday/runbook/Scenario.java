package dev.mayday.runbook;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.incident.Service;
import dev.mayday.incident.Target;
import dev.mayday.system.Estate;
import dev.mayday.system.Incidents;
import dev.mayday.system.Reports;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.function.Supplier;

/**
 * The arc that every scenario shares. A scenario fills in four plain Java methods; {@code recover}
 * and {@code verify} run twice, first as a rehearsal that yields the plan.
 */
public abstract class Scenario extends Steering {
  private Attributes attributes = new Attributes(List.of());

  /** Subclasses have a public constructor with {@code @WorkflowInit} that passes its input on. */
  protected Scenario(Start start) {
    super(start == null ? Start.of(null) : start);
  }

  /** Is this emergency real? Reads only; runs again after the approval. */
  protected abstract boolean confirm(Recovery recovery);

  /** Makes ready aside what needs time and hurts nobody, while people are being fetched. */
  protected void prepare(Recovery recovery) {}

  /** Puts the service back. Runs as a rehearsal first. */
  protected abstract void recover(Recovery recovery);

  /** Proves that it is back, the test message last. Runs as a rehearsal first. */
  protected abstract void verify(Recovery recovery);

  /** A port on the service's host. */
  protected final <P> P host(Class<P> port) {
    return run.ports.on(port, () -> run.service.queue());
  }

  /** A port in the control worker. */
  protected final <P> P control(Class<P> port) {
    return run.ports.control(port);
  }

  @Override
  public final Report run(Start start) {
    run.arc = Workflow.getVersion("arc", Workflow.DEFAULT_VERSION, 4);
    if (run.arc >= 3) run.ports.pickedUpWithin(Timeouts.PICKED_UP_SOON);
    String refusal = admit();
    if (!refusal.isEmpty()) return refused(refusal);
    boolean canceled = false;
    CancellationScope budget = open();
    try {
      ending = arc.walk();
    } catch (Stop stop) {
      ending = unwind(stop);
    } catch (CanceledFailure cancel) {
      canceled = true;
      ending = unwind(Stop.undoing(Outcome.ABORTED, "the workflow was cancelled"));
    } catch (RuntimeException bug) {
      run.journal.note("bug", "the arc has a bug", String.valueOf(bug));
      ending = unwind(Stop.undoing(Outcome.ROLLED_BACK, "a bug in Mayday: " + bug));
    }
    budget.cancel("the recovery is over");
    Report[] report = new Report[1];
    Workflow.newDetachedCancellationScope(() -> report[0] = close()).run();
    if (canceled) throw new CanceledFailure("cancelled; the report is filed");
    return report[0];
  }

  /** Judges the input, reads the estate, and holds the lock; an empty text when all is well. */
  private String admit() {
    try {
      Target target = run.start.target();
      Service service =
          run.ports.saying("read the estate", () -> control(Estate.class).read(target));
      attributes = new Attributes(service.searchAttributes());
      if (!run.workflowId.equals(target.recoveryId())) return wrongId(service);
      if (!service.policies().containsKey(run.scenario))
        return "there is no policy for "
            + run.scenario
            + " of "
            + target
            + "\nHINT: add it to mayday.yaml";
      run.service = service;
      return "";
    } catch (IllegalArgumentException input) {
      return input.getMessage();
    } catch (CanceledFailure canceled) {
      throw canceled;
    } catch (RuntimeException estate) {
      return "the estate could not be read: " + Trouble.of(estate, "control").sentence();
    }
  }

  private String wrongId(Service service) {
    String id = service.target().recoveryId();
    return "this run's id is "
        + run.workflowId
        + ", but the lock of "
        + service.target()
        + " is the id "
        + id
        + "\nHINT: start it as "
        + service.webUi()
        + "/namespaces/"
        + Workflow.getInfo().getNamespace()
        + "/workflows/start-workflow?workflowType="
        + run.scenario
        + "&taskQueue="
        + Workflow.getInfo().getTaskQueue()
        + "&workflowId="
        + id
        + " with the input `"
        + Start.form(service.target())
        + "`";
  }

  private CancellationScope open() {
    attributes.begin(run);
    run.clock.allow(run.policy().rto());
    Budgets budgets = new Budgets(run, notices);
    arc = new Arc(this, run, recovery, questions, steps, budgets, attributes);
    run.journal.note("begin", run.scenario + " of " + run.target(), startedBy());
    if (!run.start.began().isEmpty()) run.journal.note("began", "the emergency", run.start.began());
    if (!run.startedBy().equals("incident")) Async.procedure(this::tellIncident);
    notices.tell(
        run.start.rehearse() ? "a rehearsal begins" : "a recovery begins", run.start.why());
    return run.start.rehearse() || run.policy().rto().isZero()
        ? Workflow.newCancellationScope(() -> {})
        : budgets.watch("rto", run.policy().rto());
  }

  private String startedBy() {
    String by = run.startedBy();
    return "started by " + (by.isEmpty() ? "somebody without a name" : by);
  }

  private void tellIncident() {
    quietly(
        "tell the incident",
        () -> {
          control(Incidents.class).begun(run.target(), run.scenario, run.id, run.startedBy());
          return "";
        });
  }

  private Ending unwind(Stop stop) {
    run.ending = true;
    if (run.sealed && stop.undo())
      return standing(stop.getMessage() + "; after the point of no return nothing is undone");
    if (!stop.undo() && recovery.changed()) return standing(stop.getMessage());
    boolean[] clean = new boolean[1];
    phase(recovery.changed() ? "roll back" : "tidy up");
    boolean healed = stop.outcome() == Outcome.HEALED_MEANWHILE;
    Workflow.newDetachedCancellationScope(() -> clean[0] = recovery.rollBack(healed)).run();
    return clean[0]
        ? new Ending(stop.outcome(), stop.getMessage())
        : new Ending(Outcome.LEFT_BROKEN, stop.getMessage() + "; not everything could be put back");
  }

  private Ending standing(String why) {
    recovery.nameWhatStands();
    return new Ending(Outcome.HANDED_OVER, why);
  }

  private void phase(String name) {
    run.journal.phase(name);
    attributes.set(Attributes.PHASE, name);
  }

  private Report close() {
    run.ending = true;
    run.clock.stop();
    phase("aftercare");
    attributes.set(Attributes.OUTCOME, ending.outcome().name());
    run.journal.note("end", ending.outcome().name(), ending.why());
    Figures.measure(run, ending);
    notices.tell(ending.outcome() + " after " + Budgets.text(run.clock.total()), lastWords());
    notices.finish();
    String place = quietly("file the report", () -> control(Reports.class).file(report()));
    if (place.isEmpty()) recovery.leave("file this report: no report could be written");
    tellParent();
    Workflow.await(Workflow::isEveryHandlerFinished);
    show();
    return report();
  }

  private String lastWords() {
    List<String> left = recovery.leftToDo();
    return ending.why() + (left.isEmpty() ? "" : "\nleft to do:\n- " + String.join("\n- ", left));
  }

  private void tellParent() {
    quietly(
        "tell the incident",
        () -> {
          Workflow.newUntypedExternalWorkflowStub(run.target().incidentId())
              .signal(
                  Ended.SIGNAL,
                  new Ended(run.id, run.scenario, ending.outcome().name(), ending.why()));
          return "";
        });
  }

  /** Aftercare that does not reach its target is noted and does not change the outcome. */
  private String quietly(String what, Supplier<String> body) {
    try {
      return run.ports.saying(what, body);
    } catch (RuntimeException failure) {
      run.journal.note("aftercare", what, Trouble.of(failure, "control").sentence());
      return "";
    }
  }

  private Report refused(String why) {
    run.ending = true;
    run.clock.stop();
    ending = new Ending(Outcome.REFUSED, why);
    run.journal.note("end", "REFUSED", why);
    attributes.set(Attributes.OUTCOME, Outcome.REFUSED.name());
    Workflow.await(Workflow::isEveryHandlerFinished);
    Workflow.setCurrentDetails("**" + run.scenario + "**: **REFUSED**\n\n" + why);
    return report();
  }
}

package dev.mayday.scenario;

import dev.mayday.incident.Service;
import dev.mayday.incident.Some;
import dev.mayday.incident.Target;
import dev.mayday.runbook.Ports;
import dev.mayday.runbook.Start;
import dev.mayday.system.Copy;
import dev.mayday.system.EnvFile;
import dev.mayday.system.EnvState;
import dev.mayday.system.Estate;
import dev.mayday.system.Incidents;
import dev.mayday.system.SessionRows;
import dev.mayday.system.Sessions;
import dev.mayday.system.WarmCopy;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;

/**
 * See {@code docs/runbooks/keep-warm-copy.md}. Not a recovery: it has an id of its own and no lock.
 */
public final class KeepWarmCopyWorkflow implements KeepWarmCopy {
  private final Ports ports = new Ports();
  private final Start start;
  private Service service;

  /** Called by Temporal. */
  @WorkflowInit
  public KeepWarmCopyWorkflow(Start start) {
    this.start = start;
  }

  /** A bug fails this run, so that the schedule's next one is not held up behind it for ever. */
  @Override
  public String run(Start ignored) {
    try {
      return copy();
    } catch (TemporalFailure told) {
      throw told;
    } catch (RuntimeException bug) {
      throw ApplicationFailure.newNonRetryableFailure("a bug in Mayday: " + bug, "Bug");
    }
  }

  private String copy() {
    int version = Workflow.getVersion("warm-copy", Workflow.DEFAULT_VERSION, 2);
    Target target = judged();
    service = ports.control(Estate.class).read(target);
    String still = standsStill(target);
    if (!still.isEmpty()) return "stands still: " + still;
    String copied = refresh();
    return version < 2 ? copied : copied + leftovers().forgotten(service);
  }

  private Leftovers leftovers() {
    return new Leftovers(
        ports.on(Sessions.class, service::queue),
        ports.on(EnvFile.class, service::queue),
        ports.on(SessionRows.class, service::queue));
  }

  private Target judged() {
    try {
      if (start == null)
        throw new IllegalArgumentException("the input is empty" + Start.RIGHT_FORM);
      return start.target();
    } catch (IllegalArgumentException wrong) {
      throw ApplicationFailure.newNonRetryableFailure(wrong.getMessage(), "Refused");
    }
  }

  private String standsStill(Target target) {
    String running = ports.control(Incidents.class).running(target);
    if (!running.isEmpty()) return running + " runs";
    EnvState env = ports.on(EnvFile.class, service::queue).read(service.settings());
    boolean files =
        service.settings().onFiles().equals(env.values().get(service.settings().mode()));
    return files ? "the service is on files" : "";
  }

  private String refresh() {
    Copy copy =
        ports.on(WarmCopy.class, service::queue).refresh(service.database(), service.sessions());
    String bad = Some.said(Companies.unusable(copy.companies()));
    return "copy of "
        + copy.snapshot()
        + ": "
        + copy.keys()
        + " keys, "
        + copy.fetched()
        + " fetched, "
        + copy.dropped()
        + " dropped"
        + (bad.isEmpty() ? "" : "; not usable: company " + bad);
  }
}

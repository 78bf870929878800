package dev.mayday.runbook;

import dev.mayday.incident.Policy;
import dev.mayday.incident.Service;
import dev.mayday.incident.Target;
import io.temporal.workflow.Workflow;

/** What is known about one run, shared by the hidden parts of the arc. */
final class Run {
  final String id = Workflow.getInfo().getRunId();
  final String workflowId = Workflow.getInfo().getWorkflowId();
  final String scenario = Workflow.getInfo().getWorkflowType();
  final long term = Workflow.currentTimeMillis();
  final Ports ports = new Ports();
  final Wishes wishes = new Wishes();
  final Start start;
  final Journal journal;
  final Clock clock;
  Service service;

  /** The version of the arc that this run began with. */
  int arc = 1;

  /** True once a commit began: earlier undos are void. */
  boolean sealed;

  /** True while a service stands still that worked before: nobody is asked then. */
  boolean window;

  /** True once the run only puts things back and files its report: no wish can stop that. */
  boolean ending;

  Run(Start start, Runnable changed) {
    this.start = start;
    journal = new Journal(changed);
    clock = new Clock(start.detected(Journal.now()));
    ports.hurryWhile(() -> window && !sealed && !ending);
  }

  /** The name of everything that this run makes aside; part of file, ref and table names. */
  String name() {
    return "r" + id.replace("-", "").substring(0, 12);
  }

  Target target() {
    return service.target();
  }

  Policy policy() {
    return service.policies().get(scenario);
  }

  /**
   * Who started it: the incident when it is this run's parent, else the name that was given. A
   * person who types the incident's name is an unknown starter.
   */
  String startedBy() {
    boolean byIncident =
        Workflow.getInfo()
            .getParentWorkflowId()
            .filter(id -> id.startsWith("incident/"))
            .isPresent();
    if (byIncident) return "incident";
    return start.by().equals("incident") ? "" : start.by();
  }

  boolean stopping() {
    return !ending && wishes.stopping();
  }

  void stopNow() {
    if (!ending) wishes.stopNow();
  }
}

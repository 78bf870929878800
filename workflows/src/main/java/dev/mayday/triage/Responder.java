package dev.mayday.triage;

import dev.mayday.incident.Alert;
import dev.mayday.incident.Clocks;
import dev.mayday.incident.Report;
import dev.mayday.incident.Service;
import dev.mayday.incident.Target;
import dev.mayday.runbook.Control;
import dev.mayday.runbook.Ended;
import dev.mayday.runbook.Ports;
import dev.mayday.runbook.Start;
import dev.mayday.system.EnvFile;
import dev.mayday.system.Estate;
import dev.mayday.system.Incidents;
import dev.mayday.system.Notice;
import dev.mayday.system.Notifier;
import dev.mayday.system.Pm2;
import dev.mayday.system.Postgres;
import dev.mayday.system.Reachability;
import dev.mayday.system.Sessions;
import dev.mayday.system.Source;
import dev.mayday.system.WhatsApp;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.ChildWorkflowStub;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The hands of an incident: probes, starts or adopts a recovery, asks one to stop, tells people.
 */
final class Responder {
  private final Ports ports = new Ports();
  private final Target target;
  private final Service service;
  private int told;

  Responder(Target target) {
    this.target = target;
    service = ports.control(Estate.class).read(target);
  }

  Service service() {
    return service;
  }

  /** The clocks by which this service's people act. */
  Clocks clocks() {
    return Clocks.of(service.zone());
  }

  /** When an alert began, where its source said something else than what counts; else nothing. */
  String began(Alert alert) {
    return alert.said() == null ? "" : alert.began(clocks());
  }

  /**
   * Probes the systems and walks the decision tree.
   *
   * @param closer whether a service that runs on files is asked whether it works there
   */
  Verdict triage(List<String> symptoms, boolean closer) {
    Reachability database = ports.on(Postgres.class, service::queue).probe(service.database());
    Findings seen =
        new Findings(
            database,
            ports.on(EnvFile.class, service::queue).read(service.settings()),
            ports.on(Pm2.class, service::queue).state(service.process(), service.settings()),
            database.ready() ? sources() : List.of(),
            symptoms,
            "");
    boolean serves = !database.ready() && seen.onFiles(service) && seen.process().running();
    return Triage.judge(closer && serves ? seen.with(works()) : seen, service);
  }

  /** Whether it works on files; in words that stay the same while that does. */
  private String works() {
    try {
      boolean connected =
          ports
              .on(WhatsApp.class, service::queue)
              .connected(service.messaging(), service.process(), List.of(), null)
              .any();
      return connected
          ? ", runs and is connected; ReturnToPostgres waits for the database and for a person"
          : ", runs and is not connected: read its own log";
    } catch (ActivityFailure untold) {
      return ", and runs; whether it is connected could not be seen: "
          + said(untold).split("\n", 2)[0];
    }
  }

  private List<Source> sources() {
    return ports.on(Sessions.class, service::queue).sources(service.database(), service.sessions());
  }

  /** What a port said when it failed, without the wrapping. */
  static String said(TemporalFailure failure) {
    return failure.getCause() instanceof ApplicationFailure said
        ? said.getOriginalMessage()
        : String.valueOf(failure.getCause());
  }

  /** Who told Mayday to stand back, or an empty text. */
  String standBack() {
    return ports.control(Estate.class).standBack(target.environment());
  }

  /** The scenario that runs under the lock now, or an empty text; what cannot be seen may run. */
  String running() {
    try {
      return ports.control(Incidents.class).running(target);
    } catch (ActivityFailure unseen) {
      return "what cannot be seen now";
    }
  }

  /**
   * Starts a recovery that outlives this incident; returns its run id, or null when another holds
   * the lock. Its end comes by signal, or by the result while this run of the incident still waits.
   *
   * @param since when the emergency began
   * @param began what its alert said of that, where it is not just that; else empty
   */
  String start(Verdict verdict, Instant since, String began, Consumer<Ended> ended) {
    ChildWorkflowStub child =
        Workflow.newUntypedChildWorkflowStub(verdict.scenario(), options(verdict));
    Start start = new Start(target, false, "incident", since, verdict.why(), began);
    Promise<Report> result = child.executeAsync(Report.class, start);
    try {
      String run = child.getExecution().get().getRunId();
      result.handle((report, failure) -> tell(ended, run, verdict.scenario(), report, failure));
      return run;
    } catch (ChildWorkflowFailure taken) {
      return null;
    }
  }

  /** Asks the recovery under the lock to stop at the next safe point. */
  void stop(String why) {
    try {
      Workflow.newUntypedExternalWorkflowStub(target.recoveryId())
          .signal("abort", new Control("incident", why, ""));
    } catch (TemporalFailure gone) {
      Workflow.getLogger(Responder.class).info("there was no recovery to stop");
    }
  }

  /** Tells people; nobody reached never holds an incident. Returns who was. */
  String tell(String subject, String text) {
    try {
      Notice notice =
          new Notice(
              target,
              "",
              subject + " (" + target + ")",
              text,
              List.of(),
              Workflow.getInfo().getRunId() + "/" + ++told);
      return String.join(", ", ports.control(Notifier.class).tell(notice));
    } catch (TemporalFailure deaf) {
      return "nobody";
    }
  }

  /**
   * Neither the end nor a cancel of the incident reaches the recovery. It has no static details:
   * the Web UI's start form copies those of the last run, and the next one may be anybody's.
   */
  private ChildWorkflowOptions options(Verdict verdict) {
    return ChildWorkflowOptions.newBuilder()
        .setWorkflowId(target.recoveryId())
        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
        .setCancellationType(ChildWorkflowCancellationType.ABANDON)
        .setStaticSummary(verdict.scenario() + " of " + target)
        .build();
  }

  private static Void tell(
      Consumer<Ended> ended, String run, String scenario, Report report, RuntimeException failure) {
    boolean finished = report != null && report.outcome() != null;
    ended.accept(
        new Ended(
            run,
            scenario,
            finished ? report.outcome().name() : "ENDED_WITHOUT_OUTCOME",
            finished ? report.why() : "it was cancelled, terminated or failed: " + failure));
    return null;
  }
}

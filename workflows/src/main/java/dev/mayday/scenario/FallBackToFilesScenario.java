package dev.mayday.scenario;

import dev.mayday.incident.Clocks;
import dev.mayday.incident.Loss;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Service;
import dev.mayday.incident.Some;
import dev.mayday.runbook.Matters;
import dev.mayday.runbook.Recovery;
import dev.mayday.runbook.Scenario;
import dev.mayday.runbook.Start;
import dev.mayday.runbook.Undo;
import dev.mayday.system.EnvFile;
import dev.mayday.system.EnvState;
import dev.mayday.system.Git;
import dev.mayday.system.LogMark;
import dev.mayday.system.Neighbours;
import dev.mayday.system.Pm2;
import dev.mayday.system.Postgres;
import dev.mayday.system.ProcessState;
import dev.mayday.system.Sessions;
import dev.mayday.system.Source;
import dev.mayday.system.Staged;
import dev.mayday.system.WhatsApp;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * See {@code docs/runbooks/fall-back-to-files.md}; this class reads as that page does, and is as
 * long as that page: what two runbooks share is in {@link Crossing} and {@link Proofs}, what the
 * looks at the database tell in {@link Outage}, and a step cut off from the others would hide from
 * the reader which one comes next.
 */
public final class FallBackToFilesScenario extends Scenario implements FallBackToFiles {
  private final Outage outage = new Outage(host(Postgres.class));
  private final Sessions sessions = host(Sessions.class);
  private final Git git = host(Git.class);
  private final EnvFile envFile = host(EnvFile.class);
  private final Pm2 pm2 = host(Pm2.class);
  private final WhatsApp whatsApp = host(WhatsApp.class);
  private final Beside beside = new Beside(host(Neighbours.class), pm2);

  /**
   * The service was proven stopped before: whatever the clocks of host and server say, nothing can
   * have been written after the snapshot.
   */
  private static final Instant STOPPED = Instant.EPOCH;

  /** What PM2 says of a process that nobody will start by itself. */
  private static final Set<String> STILL = Set.of("stopped", "errored", "absent");

  /** It handles nothing without its database, and nothing more when it is put back. */
  private final Gaps gaps = new Gaps(whatsApp, false);

  private Source source;
  private boolean filesThere;
  private Staged staged;
  private Map<String, String> values = Map.of();
  private List<String> expected = List.of();
  private LogMark mark;
  private boolean supposed;
  private Instant stoppedAt;

  /** Called by Temporal. */
  @WorkflowInit
  public FallBackToFilesScenario(Start start) {
    super(start);
  }

  @Override
  protected boolean confirm(Recovery recovery) {
    Service service = recovery.service();
    EnvState env =
        recovery.check(
            "where the service keeps its sessions",
            () -> envFile.read(service.settings()),
            Sayings::of);
    ProcessState runs =
        recovery.check(
            "what runs now", () -> pm2.state(service.process(), service.settings()), Sayings::of);
    if (onFiles(service, env, runs)) {
      if (runs.running()) return false;
      throw recovery.handOver(
          service.process().name()
              + " is on files and does not run: its newest sessions are the files, and an older"
              + " copy must not take their place; find out why it stopped, then start it");
    }
    if (!outage.seen(recovery, "does the database answer?")) return well(recovery, runs);
    if (recovery.confirmedBefore()) return true;
    recovery.waitFor(
        "a second look at the database after " + service.database().probeApart().toSeconds() + " s",
        service.database().probeApart());
    return goneStill(recovery) || well(recovery, runs);
  }

  /** Twice gone is proven; where the service may work all the same nothing is said of messages. */
  private boolean goneStill(Recovery recovery) {
    if (!outage.seen(recovery, "does the database answer now?")) return false;
    if (!outage.doubtful()) gaps.lost(recovery, outage.since(recovery));
    return true;
  }

  /** No emergency of the database; a service that stands still is one all the same. */
  private boolean well(Recovery recovery, ProcessState runs) {
    if (STILL.contains(runs.status()))
      throw recovery.handOver(
          "the database answers, and "
              + recovery.service().process().name()
              + " does not run ("
              + runs.status()
              + "): an earlier run that was ended from outside leaves it so; see where checkout and"
              + " "
              + recovery.service().settings().file()
              + " stand, then start it");
    supposed =
        recovery.supposed(
            "the database answers", "the plan is the one for a day on which it does not");
    return supposed;
  }

  @Override
  protected void prepare(Recovery recovery) {
    Service service = recovery.service();
    gaps.ask(recovery);
    choose(recovery);
    staged =
        recovery.aside(
            "make the sessions ready aside, from " + Sayings.of(source.kind()),
            () ->
                sessions.stage(
                    service.database(), service.sessions(), source, aside(recovery), null),
            Undo.by(fence -> sessions.discard(service.sessions(), aside(recovery))));
    gaps.of(recovery, staged.usable(), staged.unusable());
    if (staged.usable().isEmpty())
      throw recovery.handOver(
          "no company's sessions are usable: " + Companies.wrong(staged.companies()));
    if (!doubt(recovery).isEmpty())
      recovery.askFirst("the sessions come from " + Sayings.of(source.kind()) + doubt(recovery));
  }

  private void choose(Recovery recovery) {
    Service service = recovery.service();
    List<Source> sources =
        recovery.check(
            "where sessions can be taken from",
            () -> sessions.sources(service.database(), service.sessions()),
            Sayings::of);
    if (sources.isEmpty())
      throw recovery.handOver(
          "there are no sessions to go on with: no live database, no warm copy, no files");
    source = chosen(sources);
    filesThere = sources.stream().anyMatch(one -> one.kind() == Source.Kind.FILES);
  }

  /** What would be there without the database, where its loss is only supposed. */
  private Source chosen(List<Source> sources) {
    return sources.stream()
        .filter(one -> !supposed || one.kind() != Source.Kind.LIVE)
        .findFirst()
        .orElse(sources.get(0));
  }

  @Override
  protected void recover(Recovery recovery) {
    Service service = recovery.service();
    Crossing crossing = new Crossing(recovery, pm2, git, envFile, service.checkout().tag(), "");
    beside.look(recovery);

    beside.stop(recovery);
    gaps.begin(recovery, outage.since(recovery));
    crossing.stop();
    stoppedAt = now();
    if (source.kind() == Source.Kind.LIVE) exportStopped(recovery);
    values =
        Companies.settings(
            service.settings(), service.settings().onFiles(), crossing.env(), staged.unusable());
    expected = Companies.started(service.settings(), values, staged.usable());
    gaps.stopped(recovery, expected, staged.unusable());
    crossing.checkOut();
    putInPlace(recovery);
    crossing.set(values);
    crossing.outlast("files", values);
    mark = crossing.mark();
    Companies.tellOrAsk(recovery, service.settings(), staged.unusable());
    crossing.start("files", values, () -> outage.healed(service), Outcome.HEALED_MEANWHILE);
    sayWhatStays(recovery, crossing);
  }

  private void putInPlace(Recovery recovery) {
    Service service = recovery.service();
    recovery.change(
        "put the sessions from "
            + Sayings.of(source.kind())
            + (doubt(recovery).isEmpty() ? "" : doubt(recovery) + ",")
            + " in place",
        Matters.of(service.sessions().folder(), source.kind(), staged.usable(), doubt(recovery)),
        fence -> sessions.install(service.sessions(), recovery.name(), fence),
        Undo.by(fence -> sessions.putBack(service.sessions(), recovery.name(), fence)));
  }

  /** After the seal: what is not as it was, and what lies where. */
  private void sayWhatStays(Recovery recovery, Crossing crossing) {
    Service service = recovery.service();
    Companies.keepApart(recovery, staged.companies());
    recovery.lost(loss(Clocks.of(service.zone())));
    crossing.leave();
    if (filesThere)
      recovery.leave(
          "the sessions that lay in "
              + service.sessions().folder()
              + " before are kept beside it, under "
              + recovery.name()
              + "; remove them when nobody needs them (Mayday never does)");
  }

  @Override
  protected void verify(Recovery recovery) {
    Proofs proofs = new Proofs(recovery, pm2, whatsApp);
    proofs.online();
    gaps.over(recovery, expected, proofs.connected("files", expected, mark), mark);
    proofs.noNewErrors(mark);
    proofs.testMessage("Mayday: " + recovery.service().target() + " works on files now");
    beside.goOn(recovery, values);
  }

  /**
   * The database still reads, so the sessions of the stopped service are exported anew: nothing is
   * lost.
   */
  private void exportStopped(Recovery recovery) {
    Service service = recovery.service();
    recovery.change(
        "export the sessions from the database, the service being stopped",
        Matters.of(Source.Kind.LIVE),
        fence ->
            staged =
                sessions.stage(
                    service.database(), service.sessions(), source, recovery.name(), STOPPED),
        Undo.by(fence -> sessions.discard(service.sessions(), recovery.name())));
    recovery.tidy(
        "remove the look in advance", () -> sessions.discard(service.sessions(), aside(recovery)));
  }

  /** A live export is only looked at in advance; what is installed is exported after the stop. */
  private String aside(Recovery recovery) {
    return source.kind() == Source.Kind.LIVE ? recovery.name() + "-look" : recovery.name();
  }

  /** A process to which PM2 says no mode reads it from its file. */
  private boolean onFiles(Service service, EnvState env, ProcessState runs) {
    String files = service.settings().onFiles();
    String set = env.values().getOrDefault(service.settings().mode(), "");
    String mode = runs.mode().isEmpty() ? set : runs.mode();
    return files.equals(set) && files.equals(mode);
  }

  /**
   * What makes people look twice at where the sessions come from. A live export is made after the
   * stop and has no age; a file's time says when it was put there, not what its content is from.
   */
  private String doubt(Recovery recovery) {
    Duration allowed = recovery.service().sessions().maxCopyAge();
    return switch (source.kind()) {
      case LIVE -> "";
      case FILES -> ", of unknown age";
      case WARM_COPY ->
          Duration.between(staged.snapshot(), outage.at()).compareTo(allowed) > 0
              ? ", older than " + Sayings.of(allowed)
              : "";
    };
  }

  private Loss loss(Clocks clocks) {
    List<String> aside =
        staged.companies().stream()
            .filter(one -> one.aside() > 0)
            .map(one -> "company " + one.company() + ": " + one.aside() + " ratchets")
            .collect(
                Collectors.collectingAndThen(
                    Collectors.toList(), all -> Some.of(all, Companies.APART)));
    if (staged.ratchets())
      return new Loss(
          Loss.Kind.BOUND, Duration.ZERO, "every session key was exported after the stop", aside);
    Duration age = Duration.between(staged.snapshot(), lastWrite());
    Duration atMost = age.isNegative() ? Duration.ZERO : age;
    return new Loss(
        Loss.Kind.BOUND,
        atMost,
        "at most what was written in the "
            + atMost.toSeconds()
            + " s between the copy of "
            + clocks.iso(staged.snapshot())
            + (outage.dead() ? " and the first look that failed" : " and the stop of the service")
            + "; ReturnToPostgres counts it",
        aside);
  }

  /** Not the alert's own time: a sender may speak of something that came before the failure. */
  private Instant lastWrite() {
    return outage.dead() ? outage.at() : stoppedAt;
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}

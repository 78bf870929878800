package dev.mayday.scenario;

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
import dev.mayday.system.Returned;
import dev.mayday.system.SessionRows;
import dev.mayday.system.WhatsApp;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** See {@code docs/runbooks/return-to-postgres.md}; this class reads as that page does. */
public final class ReturnToPostgresScenario extends Scenario implements ReturnToPostgres {
  private static final int FEWEST_LOOKS = 3;
  private final Postgres postgres = host(Postgres.class);
  private final SessionRows rows = host(SessionRows.class);
  private final Git git = host(Git.class);
  private final EnvFile envFile = host(EnvFile.class);
  private final Pm2 pm2 = host(Pm2.class);
  private final WhatsApp whatsApp = host(WhatsApp.class);
  private final Beside beside = new Beside(host(Neighbours.class), pm2);

  /** On files it handles messages until it is stopped, and when it is put back. */
  private final Gaps gaps = new Gaps(whatsApp, true);

  private Returned ahead;
  private Map<String, String> values = Map.of();
  private List<String> expected = List.of();
  private LogMark mark;

  /** Called by Temporal. */
  @WorkflowInit
  public ReturnToPostgresScenario(Start start) {
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
    if (!service.settings().onFiles().equals(env.values().get(service.settings().mode()))) {
      mustRun(recovery);
      return false;
    }
    boolean back =
        answers(recovery, "does the database answer?")
            && (recovery.confirmedBefore() || stable(recovery));
    if (!back) throw recovery.groundless(away(service));
    return true;
  }

  /** Nothing healed, whoever said yes meanwhile: what there was to return to is away. */
  private static String away(Service service) {
    return "the database does not answer, so there is nothing to return to; "
        + service.process().name()
        + " goes on with files, and nothing was changed";
  }

  /**
   * A return that was ended from outside right before its start must not be called no emergency.
   */
  private void mustRun(Recovery recovery) {
    Service service = recovery.service();
    ProcessState runs =
        recovery.check(
            "what runs now", () -> pm2.state(service.process(), service.settings()), Sayings::of);
    if (!runs.running())
      throw recovery.handOver(
          service.process().name()
              + " is set to the database and does not run ("
              + runs.status()
              + "): a return that was ended from outside leaves it so; see by `mayday report` of that"
              + " run what it did, then start it");
  }

  @Override
  protected void prepare(Recovery recovery) {
    Service service = recovery.service();
    ahead =
        recovery.check(
            "what a return would bring to the database",
            () -> rows.compare(service.database(), service.sessions()),
            Sayings::of);
    if (Companies.usable(ahead.companies()).isEmpty())
      throw recovery.handOver(
          "no company's files are usable: " + Companies.wrong(ahead.companies()));
  }

  @Override
  protected void recover(Recovery recovery) {
    Service service = recovery.service();
    Crossing crossing =
        new Crossing(
            recovery, pm2, git, envFile, service.checkout().main(), service.checkout().main());
    beside.look(recovery);

    beside.stop(recovery);
    gaps.begin(recovery, null);
    crossing.stop();
    recovery.window();
    bringBack(recovery);
    List<String> unusable = Companies.unusable(ahead.companies());
    values =
        Companies.settings(
            service.settings(), service.settings().onDatabase(), crossing.env(), unusable);
    expected = Companies.started(service.settings(), values, Companies.usable(ahead.companies()));
    gaps.stopped(recovery, expected, unusable);
    crossing.checkOut();
    crossing.set(values);
    crossing.outlast("the database", values);
    mark = crossing.mark();
    Companies.tellOrAsk(recovery, service.settings(), unusable);
    crossing.start("the database", values, () -> gone(service), Outcome.ROLLED_BACK);
    sayWhatStays(recovery, crossing, unusable);
  }

  private void bringBack(Recovery recovery) {
    Service service = recovery.service();
    recovery.change(
        "bring the sessions from files into the database, in one transaction, nothing newer"
            + " overwritten",
        Matters.of(
            service.database().url(),
            service.sessions().keys().table(),
            Companies.usable(ahead.companies())),
        fence ->
            ahead = rows.bringBack(service.database(), service.sessions(), recovery.name(), fence),
        Undo.afterwards(
            fence ->
                rows.takeBack(service.database(), service.sessions(), recovery.name(), fence)));
  }

  /** After the seal nothing more is done to the files: they stay, and it is said why. */
  private void sayWhatStays(Recovery recovery, Crossing crossing, List<String> unusable) {
    Service service = recovery.service();
    Companies.keepApart(recovery, ahead.companies());
    Companies.stillLeftOut(recovery, service.settings(), crossing.env());
    recovery.lost(loss());
    crossing.leave();
    recovery.leave(
        "the sessions in "
            + service.sessions().folder()
            + " stay as they were at the return; remove them when nobody needs them (the next"
            + " fallback moves them aside)"
            + lastOnes(unusable));
  }

  /** What a company that is not started on the database needs may lie nowhere else. */
  private static String lastOnes(List<String> unusable) {
    return unusable.isEmpty()
        ? ""
        : "; until company " + Some.said(unusable) + " is mended they may be the only good ones";
  }

  @Override
  protected void verify(Recovery recovery) {
    Service service = recovery.service();
    Proofs proofs = new Proofs(recovery, pm2, whatsApp);
    proofs.online();
    gaps.over(recovery, expected, proofs.connected("database", expected, mark), mark);
    recovery.prove(
        "every session that was brought is in the database, as brought or newer",
        () -> rows.prove(service.database(), service.sessions(), recovery.name()),
        said -> said,
        "");
    proofs.noNewErrors(mark);
    proofs.testMessage("Mayday: " + service.target() + " works on the database again");
    beside.goOn(recovery, values);
    recovery.tidy(
        "drop the undo table of " + recovery.name(),
        () -> rows.forget(service.database(), service.sessions(), recovery.name()));
  }

  private boolean answers(Recovery recovery, String phrase) {
    Service service = recovery.service();
    return recovery
        .check(
            phrase,
            () -> postgres.probe(service.database()),
            seen -> seen.state() + " " + seen.detail())
        .ready();
  }

  /** It must have answered every look during the configured time. */
  private boolean stable(Recovery recovery) {
    Duration allTime = recovery.service().database().stableFor();
    int looks = looks(allTime, recovery.service().database().probeApart());
    for (int look = 1; look <= looks; look++) {
      recovery.waitFor(
          "is the database stable? look " + look + " of " + looks, allTime.dividedBy(looks));
      if (!answers(recovery, "does the database still answer? look " + look + " of " + looks))
        return false;
    }
    return true;
  }

  private static int looks(Duration allTime, Duration apart) {
    if (apart.isZero()) return FEWEST_LOOKS;
    return (int) Math.max(FEWEST_LOOKS, allTime.dividedBy(apart));
  }

  private String gone(Service service) {
    return postgres.probe(service.database()).ready()
        ? ""
        : "the database does not answer any more";
  }

  private Loss loss() {
    String sentence =
        ahead.inserted()
            + " keys came new from files, "
            + ahead.updated()
            + " were newer there, "
            + ahead.deleted()
            + " were removed there; "
            + ahead.conflicts().size()
            + " had changed in the database meanwhile and were kept as they are there";
    return new Loss(Loss.Kind.MEASURED, Duration.ZERO, sentence, ahead.conflicts());
  }
}

package dev.mayday.scenario;

import dev.mayday.incident.Loss;
import dev.mayday.incident.Service;
import dev.mayday.runbook.Matters;
import dev.mayday.runbook.Recovery;
import dev.mayday.runbook.Scenario;
import dev.mayday.runbook.Start;
import dev.mayday.runbook.Undo;
import dev.mayday.system.CheckoutState;
import dev.mayday.system.EnvFile;
import dev.mayday.system.EnvState;
import dev.mayday.system.Git;
import dev.mayday.system.LogMark;
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
  private static final int LOOKS = 3;
  private final Postgres postgres = host(Postgres.class);
  private final SessionRows rows = host(SessionRows.class);
  private final Git git = host(Git.class);
  private final EnvFile envFile = host(EnvFile.class);
  private final Pm2 pm2 = host(Pm2.class);
  private final WhatsApp whatsApp = host(WhatsApp.class);
  private Returned ahead;
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
    if (!service.settings().onFiles().equals(env.values().get(service.settings().mode())))
      return false;
    if (!answers(recovery, "does the database answer?")) return false;
    return recovery.confirmedBefore() || stable(recovery);
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
      throw recovery.handOver("no company's files are usable: " + ahead.companies());
  }

  @Override
  protected void recover(Recovery recovery) {
    Service service = recovery.service();
    String name = recovery.name();
    String process = service.process().name();
    List<String> unusable = Companies.unusable(ahead.companies());
    ProcessState was =
        recovery.check(
            "what runs before the change",
            () -> pm2.state(service.process(), service.settings()),
            Sayings::of);
    CheckoutState tree =
        recovery.check(
            "where the checkout stands", () -> git.state(service.checkout()), Sayings::of);
    String commit =
        recovery.check(
            "which commit " + service.checkout().main() + " names",
            () -> git.resolve(service.checkout(), service.checkout().main()));
    EnvState env =
        recovery.check(
            "the .env before the change", () -> envFile.read(service.settings()), Sayings::of);
    mark =
        recovery.check("where the log stands", () -> pm2.mark(service.process()), noted -> "noted");
    Map<String, String> values =
        Companies.settings(service.settings(), service.settings().onDatabase(), env, unusable);
    expected = Companies.started(service.settings(), values, Companies.usable(ahead.companies()));

    recovery.change(
        "stop " + process + ", proven",
        Matters.of(process),
        fence -> pm2.stop(service.process(), fence),
        Undo.by(fence -> pm2.putBack(service.process(), service.settings(), was, fence)));
    recovery.change(
        "bring the sessions from files into the database, in one transaction, nothing newer overwritten",
        Matters.of(
            service.database().url(),
            service.sessions().keys().table(),
            Companies.usable(ahead.companies())),
        fence -> ahead = rows.bringBack(service.database(), service.sessions(), name, fence),
        Undo.by(fence -> rows.takeBack(service.database(), service.sessions(), name, fence)));
    recovery.change(
        "check out " + service.checkout().main() + ", keeping local changes",
        Matters.of(service.checkout().path(), commit),
        fence -> git.checkout(service.checkout(), commit, service.checkout().main(), name, fence),
        Undo.by(fence -> git.putBack(service.checkout(), tree, name, fence)));
    recovery.change(
        "set " + values + " in .env",
        Matters.of(service.settings().path(), values),
        fence -> envFile.set(service.settings(), env.hash(), values, name, fence),
        Undo.by(fence -> envFile.putBack(service.settings(), name, fence)));
    Companies.tellOrAsk(recovery, service.settings(), unusable);
    recovery.commit(
        "start " + process + " on the database",
        "newer sessions are written to the database from here on",
        Matters.of(process, values),
        () -> gone(service),
        fence -> pm2.start(service.process(), service.settings(), values, fence));
    Companies.keepApart(recovery, ahead.companies());
    Companies.stillLeftOut(recovery, service.settings(), env);
    recovery.lost(loss());
  }

  @Override
  protected void verify(Recovery recovery) {
    Service service = recovery.service();
    Proofs proofs = new Proofs(recovery, pm2, whatsApp);
    proofs.online();
    proofs.connected("database", expected, mark);
    recovery.prove(
        "every session that was brought is in the database, as brought or newer",
        () -> rows.prove(service.database(), service.sessions(), recovery.name()),
        said -> said,
        "");
    proofs.noNewErrors(mark);
    proofs.testMessage("Mayday: " + service.target() + " works on the database again");
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
    Duration pause = recovery.service().database().stableFor().dividedBy(LOOKS);
    for (int look = 1; look <= LOOKS; look++) {
      recovery.waitFor("is the database stable? look " + look + " of " + LOOKS, pause);
      if (!answers(recovery, "does the database still answer? look " + look + " of " + LOOKS))
        return false;
    }
    return true;
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

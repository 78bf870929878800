package dev.mayday.laws;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Service;
import dev.mayday.runbook.Matters;
import dev.mayday.runbook.Recovery;
import dev.mayday.runbook.Scenario;
import dev.mayday.runbook.Start;
import dev.mayday.runbook.Undo;
import dev.mayday.scenario.FallBackToFiles;
import dev.mayday.system.CheckoutState;
import dev.mayday.system.EnvFile;
import dev.mayday.system.EnvState;
import dev.mayday.system.Fence;
import dev.mayday.system.Git;
import dev.mayday.system.Pm2;
import dev.mayday.system.Postgres;
import dev.mayday.system.ProcessState;
import io.temporal.workflow.WorkflowInit;
import java.util.Map;

/** A fallback to files that lie there already: small and lawful, the soil for careless ones. */
public class Small extends Scenario implements FallBackToFiles {
  static final Map<String, String> FILES = Map.of("USE_REPOSITORY_PATTERN", "false");
  final Postgres postgres = host(Postgres.class);
  final Git git = host(Git.class);
  final EnvFile envFile = host(EnvFile.class);
  final Pm2 pm2 = host(Pm2.class);

  /** Called by Temporal. */
  @WorkflowInit
  public Small(Start start) {
    super(start);
  }

  @Override
  protected boolean confirm(Recovery recovery) {
    Service service = recovery.service();
    return !recovery.check("does it answer?", () -> postgres.probe(service.database())).ready();
  }

  @Override
  protected void recover(Recovery recovery) {
    Service service = recovery.service();
    ProcessState was =
        recovery.check("what runs", () -> pm2.state(service.process(), service.settings()));
    CheckoutState tree = recovery.check("where it stands", () -> git.state(service.checkout()));
    EnvState env = recovery.check("the .env", () -> envFile.read(service.settings()));
    recovery.change(
        "stop it",
        Matters.NONE,
        fence -> pm2.stop(service.process(), fence),
        Undo.by(fence -> pm2.putBack(service.process(), service.settings(), was, fence)));
    recovery.change(
        "check the tag out",
        Matters.NONE,
        fence ->
            git.checkout(service.checkout(), "commit-of-tag", "", recovery.name(), fenced(fence)),
        backFrom(recovery, tree));
    recovery.change(
        "set the mode",
        Matters.NONE,
        fence -> envFile.set(service.settings(), env.hash(), FILES, recovery.name(), fence),
        Undo.by(fence -> envFile.putBack(service.settings(), recovery.name(), fence)));
    begin(recovery);
  }

  @Override
  protected void verify(Recovery recovery) {
    Service service = recovery.service();
    recovery.prove(
        "it stays up",
        () -> pm2.steady(service.process(), service.settings()),
        String::valueOf,
        null);
  }

  /** How the checkout is undone. */
  Undo backFrom(Recovery recovery, CheckoutState tree) {
    Service service = recovery.service();
    return Undo.by(fence -> git.putBack(service.checkout(), tree, recovery.name(), fence));
  }

  /** The fence that the checkout carries. */
  Fence fenced(Fence fence) {
    return fence;
  }

  /** The step from which there is no way back. */
  void begin(Recovery recovery) {
    Service service = recovery.service();
    recovery.commit(
        "start on files",
        "newer sessions are written to files",
        Matters.NONE,
        () -> "",
        Outcome.ROLLED_BACK,
        fence -> pm2.start(service.process(), service.settings(), FILES, fence));
  }
}

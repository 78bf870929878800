package dev.mayday.scenario;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Service;
import dev.mayday.runbook.Matters;
import dev.mayday.runbook.Recovery;
import dev.mayday.runbook.Undo;
import dev.mayday.system.CheckoutState;
import dev.mayday.system.EnvFile;
import dev.mayday.system.EnvState;
import dev.mayday.system.Git;
import dev.mayday.system.LogMark;
import dev.mayday.system.Pm2;
import dev.mayday.system.ProcessState;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The steps that both directions between database and files share: stop, check out, set, start. The
 * before-images are read when it is made, in a rehearsal too.
 */
final class Crossing {
  private final Recovery recovery;
  private final Service service;
  private final Pm2 pm2;
  private final Git git;
  private final EnvFile envFile;
  private final String ref;
  private final String branch;
  private final ProcessState was;
  private final CheckoutState tree;
  private final String commit;
  private final EnvState env;
  private final Boot boot;
  private LogMark mark;

  Crossing(Recovery recovery, Pm2 pm2, Git git, EnvFile envFile, String ref, String branch) {
    this.recovery = recovery;
    this.service = recovery.service();
    this.pm2 = pm2;
    this.git = git;
    this.envFile = envFile;
    this.ref = ref;
    this.branch = branch;
    was = running();
    listed();
    tree = standing();
    commit = wouldGo();
    env = read();
    boot = new Boot(recovery, pm2);
    halfWay();
  }

  private ProcessState running() {
    return recovery.check(
        "what runs before the change",
        () -> pm2.state(service.process(), service.settings()),
        Sayings::of);
  }

  private CheckoutState standing() {
    return recovery.check(
        "where the checkout stands", () -> git.state(service.checkout()), Sayings::of);
  }

  private String wouldGo() {
    return recovery.check(
        "would the checkout of " + ref + " go?",
        () -> git.ready(service.checkout(), ref, branch),
        would -> "yes, to " + would);
  }

  private EnvState read() {
    return recovery.check(
        "the " + service.settings().file() + " before the change",
        () -> envFile.read(service.settings()),
        Sayings::of);
  }

  /**
   * A run that was ended from outside, or whose history was lost with Temporal's store, put nothing
   * back: whoever is asked must know it, and nobody goes on from there unasked. A service that
   * failed by itself is not what PM2 calls stopped: somebody stopped it. (Runs that began before
   * arc 4 looked at the checkout alone.)
   */
  private void halfWay() {
    boolean there = tree.commit().equals(commit) && tree.branch().equals(branch);
    boolean stopped = recovery.since(4) && was.status().equals("stopped");
    if (!there && !stopped) return;
    String found =
        "the checkout is on "
            + (there ? ref + " already, " : Sayings.place(tree) + ", ")
            + service.process().name()
            + (was.running() ? " runs" : " does not run (" + was.status() + ")")
            + " and "
            + service.settings().file()
            + " says "
            + Sayings.of(env)
            + (there ? ": an earlier run" : ": somebody stopped it, or an earlier run")
            + " that was ended from outside leaves it so";
    recovery.check("is it half-way already?", () -> found);
    recovery.askFirst(found);
  }

  /** What PM2 does not know could be stopped in name only, and never be started again. */
  private void listed() {
    if (was.status().equals("absent"))
      throw recovery.handOver(
          "PM2 in "
              + service.process().pm2Home()
              + " does not list "
              + service.process().name()
              + ", so it could not be started again: bring it back first (pm2 resurrect as its"
              + " user, or a start from its ecosystem file), then recover");
  }

  /** Sessions that are being saved when PM2 kills the process are empty files then. */
  private String patience() {
    Duration save = service.process().saveWithin();
    if (!was.killedBefore(save)) return "";
    String why =
        "PM2 kills it after "
            + was.killTimeout().toMillis()
            + " ms, so it is restarted once with "
            + Sayings.of(save)
            + " to save, then stopped";
    recovery.askFirst(why);
    return " (" + why + ")";
  }

  /** The .env as it was. */
  EnvState env() {
    return env;
  }

  /**
   * Where the log stood after the stop; null in a rehearsal. Until then the service wrote of the
   * very failure that is healed here, and a proof must not take that for a new one.
   */
  LogMark mark() {
    return mark;
  }

  /** From here on nobody writes to the sessions. */
  void stop() {
    recovery.change(
        "stop " + service.process().name() + ", proven" + patience(),
        Matters.of(service.process().name()),
        fence -> mark = pm2.stop(service.process(), fence),
        Undo.by(fence -> pm2.putBack(service.process(), service.settings(), was, fence)));
  }

  /** On the branch, or detached where the branch is empty. */
  void checkOut() {
    recovery.change(
        "check out " + ref + ", keeping local changes",
        Matters.of(service.checkout().path(), commit),
        fence -> git.checkout(service.checkout(), commit, branch, recovery.name(), fence),
        Undo.by(fence -> outside(git.putBack(service.checkout(), tree, recovery.name(), fence))));
  }

  /** A worker of an earlier version says nothing. */
  private void outside(String said) {
    if (said != null && !said.isEmpty()) recovery.leave(said);
  }

  /** The last step before the seal. */
  void outlast(String where, Map<String, String> values) {
    boot.outlast(where, values);
  }

  void set(Map<String, String> values) {
    recovery.change(
        "set " + Sayings.of(values) + " in " + service.settings().file(),
        Matters.of(service.settings().path(), values),
        fence -> envFile.set(service.settings(), env.hash(), values, recovery.name(), fence),
        Undo.by(fence -> envFile.putBack(service.settings(), recovery.name(), fence)));
  }

  /** Local changes are in no working tree any more: who made them must know where they are. */
  void leave() {
    if (tree.changed() > 0)
      recovery.leave(
          tree.changed()
              + " local changes of "
              + service.checkout().path()
              + " are kept in its repository as refs/mayday/"
              + recovery.name()
              + "; take from there what is still wanted");
    tree.kept().forEach(this::leaveKept);
    boot.leave();
  }

  /** The code that runs now is not the code that ran before those were kept. */
  private void leaveKept(String kept) {
    String git = "git -C " + service.checkout().path();
    recovery.leave(
        "local changes from an earlier recovery are kept as "
            + kept
            + " and are not in the checkout: `%1$s diff %2$s^1 %2$s` shows them, `%1$s update-ref -d %2$s` forgets them"
                .formatted(git, kept));
  }

  /**
   * A host that boots between two steps starts what PM2 had saved, on whatever is in place by then:
   * a second writer, or one whose newest sessions nobody looked at. What it began on what this run
   * had set writes to the new place already: there is no way back from that any more, but there is
   * one forward. (Runs that came here before put it back all the same.)
   */
  private void still(Map<String, String> values) {
    ProcessState now = pm2.state(service.process(), service.settings());
    if (now.running() && !begun(values))
      throw Recovery.unsafe(
          service.process().name()
              + " runs again although it was stopped (process "
              + now.pid()
              + ")\nHINT: the host may have booted, or somebody started it; stop it, then retry");
  }

  private boolean begun(Map<String, String> values) {
    return Workflow.getVersion("begun", Workflow.DEFAULT_VERSION, 1) > 0
        && pm2.begun(service.process(), service.settings(), values);
  }

  /** The seal: who writes after this, writes to the new place. */
  void start(String where, Map<String, String> values, Supplier<String> guard, Outcome otherwise) {
    recovery.commit(
        "start " + service.process().name() + " on " + where,
        "newer sessions are written to " + where + " from here on",
        Matters.of(service.process().name(), values),
        guard,
        otherwise,
        () -> still(values),
        fence ->
            adopted(pm2.start(service.process(), service.settings(), values, fence), fence.run()));
  }

  /** Whoever saved PM2's list, or started the service in this moment, must know of each other. */
  private void adopted(ProcessState started, String run) {
    if (started == null || started.stamp() == null || started.stamp().startsWith(run + "/")) return;
    recovery.leave(
        service.process().name()
            + " was started by somebody else right before this run would have (a boot of its host?), on"
            + " what the run had set; it was left running and proven: find out who did");
  }
}

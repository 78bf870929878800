package dev.mayday.activities.git;

import dev.mayday.system.CheckoutState;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A working tree's way to another commit and back, under the name that the run chose for it. */
final class Move {
  private final Repo repo;
  private final String name;
  private final Torn torn;
  private final Proof proof;
  private final Room room;
  private final Outside outside;
  private final Modules modules;

  Move(Repo repo, String name) {
    this.repo = repo;
    this.name = name;
    this.torn = new Torn(repo);
    this.proof = new Proof(repo);
    this.room = new Room(repo);
    this.outside = new Outside(repo, name);
    this.modules = new Modules(repo);
  }

  /** Keeps what is there, then goes; what an earlier attempt did is adopted. */
  void to(String commit, String branch) {
    files(commit, branch);
    modules.put(modules.tags(commit));
  }

  private void files(String commit, String branch) {
    Optional<Kept> before = Kept.find(repo, name);
    torn.clear(name);
    if (before.isPresent() && proof.missing(commit, branch).isEmpty()) return;
    if (before.isEmpty()) new Ready(repo).to(commit);
    with(
        side -> {
          String tree = capture(side, before.isPresent());
          Ignored.refuse(repo, tree, commit, before.isPresent());
          room.take(before.map(Kept::tree).orElse(tree), commit);
          keep(before, tree);
          go(tree, commit, branch);
        });
    proof.missing(commit, branch).ifPresent(this::unproven);
  }

  /**
   * Back to what was kept; without anything kept there is nothing to go back to. What a person must
   * know of it, or an empty text.
   */
  String back(CheckoutState was) {
    Optional<Kept> kept = Kept.find(repo, name);
    if (kept.isEmpty()) room.give();
    else orByHand(kept.get(), was);
    return outside.said();
  }

  /** Who reads of it later has nothing but these words. */
  private void orByHand(Kept kept, CheckoutState was) {
    try {
      back(kept, was);
    } catch (Unavailable e) {
      String to = was.branch().isEmpty() ? was.commit() : was.branch();
      throw new Unavailable(
          "%s; by hand, in %s: git checkout -f %s, then git restore --source=%s --worktree . for local changes"
              .formatted(e.getMessage(), repo.tree(), to, kept.ref()));
    }
  }

  private void back(Kept kept, CheckoutState was) {
    same(kept, was);
    room.give();
    torn.clear(name);
    List<String> staying = new Latecomers(repo, room, outside).staying(was.commit(), kept.tree());
    Move rest = new Move(repo.without(staying), name);
    rest.with(side -> rest.back(side, kept, was));
  }

  private void back(Side side, Kept kept, CheckoutState was) {
    String now = capture(side, true);
    if (!now.equals(kept.tree()) && proof.missing(head(), branch()).isPresent())
      Kept.keepBeside(repo, name + ".after", now, staged().orElse(now));
    Ignored.refuse(repo, now, kept.tree(), true);
    go(now, was.commit(), was.branch());
    side.lay(was.commit() + "^{tree}", kept.tree());
    Modes.restore(repo, kept.message());
    repo.run("read-tree", "--reset", kept.staged());
    repo.says("update-index", "-q", "--refresh");
    if (!proof.head(was.commit(), was.branch())) unproven("HEAD");
    if (!capture(side, true).equals(kept.tree())) unproven("a file");
    modules.put(kept.withTagsModules());
    kept.retire(name);
  }

  private void same(Kept kept, CheckoutState was) {
    boolean free = was.branch().isEmpty() || at(repo, was.branch(), was.commit());
    if (kept.head().equals(was.commit()) && kept.branch().equals(was.branch()) && free) return;
    throw new Unsafe(
        "%s moved on since it was kept under %s\nHINT: see git log there; local changes are in that ref"
            .formatted(repo.tree(), kept.ref()));
  }

  private void keep(Optional<Kept> before, String tree) {
    if (before.isEmpty()) Kept.keep(repo, name, tree, staged().orElseThrow(this::unmerged));
    else if (!before.get().tree().equals(tree))
      Kept.keepBeside(repo, name + ".torn", tree, staged().orElse(tree));
  }

  private String capture(Side side, boolean mayBeTorn) {
    Optional<String> staged = staged();
    if (staged.isEmpty() && !mayBeTorn) throw unmerged();
    return side.capture(staged.orElse(head() + "^{tree}"));
  }

  /** Git removes what its index knows and the next commit lacks: so it is told of every file. */
  private void go(String from, String commit, String branch) {
    repo.run("read-tree", "--reset", from);
    if (branch.isEmpty()) repo.run("checkout", "-f", "-q", "--detach", commit, "--");
    else repo.run("checkout", "-f", "-q", "--ignore-other-worktrees", branch, "--");
  }

  static boolean at(Repo repo, String branch, String commit) {
    return repo.ask("rev-parse", "--verify", "-q", "refs/heads/" + branch)
        .equals(Optional.of(commit));
  }

  private Optional<String> staged() {
    return repo.ask("write-tree");
  }

  private String head() {
    return repo.run("rev-parse", "HEAD");
  }

  private String branch() {
    return repo.ask("symbolic-ref", "--short", "-q", "HEAD").orElse("");
  }

  private Unsafe unmerged() {
    return new Unsafe(
        "the index of %s is unmerged or unreadable\nHINT: see git status there; resolve it, then retry"
            .formatted(repo.tree()));
  }

  private void unproven(String what) {
    throw new Unavailable(
        "%s is not as it should be: %s\nHINT: see git status there, and who else writes to it"
            .formatted(repo.tree(), what));
  }

  private void with(Consumer<Side> work) {
    Side side = new Side(repo);
    try {
      work.accept(side);
    } finally {
      try {
        side.sweep();
      } catch (IOException e) {
        // the next one sweeps before it begins; the folder holds an index and nothing else
      }
    }
  }
}

package dev.mayday.activities.git;

import dev.mayday.activities.fence.Fences;
import dev.mayday.incident.Checkout;
import dev.mayday.system.CheckoutState;
import dev.mayday.system.Fence;
import dev.mayday.system.Git;
import dev.mayday.system.Refused;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Git working trees on this host, by the git program. */
public final class GitAdapter implements Git {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");

  private final String program;
  private final Fences fences;

  /**
   * @param fences this host's fences; git is the one on the worker's PATH
   */
  public GitAdapter(Fences fences) {
    this("git", fences);
  }

  /**
   * @param program the git program, as an absolute path
   * @param fences this host's fences
   */
  public GitAdapter(String program, Fences fences) {
    this.program = program;
    this.fences = fences;
  }

  @Override
  public CheckoutState state(Checkout checkout) {
    Repo repo = Repo.of(program, checkout);
    String commit =
        repo.ask("rev-parse", "--verify", "-q", "HEAD")
            .orElseThrow(
                () ->
                    new Refused(
                        checkout.path() + " has no commit yet\nHINT: see git status there"));
    String branch = repo.ask("symbolic-ref", "--short", "-q", "HEAD").orElse("");
    List<String> changed =
        repo.items("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames");
    long local = changed.stream().filter(line -> !repo.off().holds(line.substring(3))).count();
    return new CheckoutState(
        commit, branch, (int) local, new Torn(repo).found(), Kept.withChanges(repo));
  }

  @Override
  public String resolve(Checkout checkout, String name) {
    Set<String> found = Repo.of(program, checkout).named(name);
    if (found.size() == 1) return found.iterator().next();
    throw new Refused(
        "%s names %s in %s\nHINT: see git tag and git branch -a there"
            .formatted(name, found.isEmpty() ? "no commit" : "several commits", checkout.path()));
  }

  @Override
  public String ready(Checkout checkout, String name, String branch) {
    Repo repo = Repo.of(program, checkout);
    String commit = ID.matcher(name).matches() ? name : resolve(checkout, name);
    known(repo, commit, branch);
    new Ready(repo).to(commit);
    return commit;
  }

  @Override
  public void checkout(Checkout checkout, String commit, String branch, String name, Fence fence) {
    Repo repo = Repo.of(program, checkout);
    known(repo, commit, branch);
    fences.hold(fence, "git", () -> new Move(repo, name).to(commit, branch));
  }

  @Override
  public String putBack(Checkout checkout, CheckoutState was, String name, Fence fence) {
    Repo repo = Repo.of(program, checkout);
    return fences.hold(fence, "git", () -> new Move(repo, name).back(was));
  }

  private static void known(Repo repo, String commit, String branch) {
    if (!ID.matcher(commit).matches() || !repo.says("cat-file", "-e", commit + "^{commit}"))
      throw new Refused(
          "the commit %s is not in %s\nHINT: fetch it there".formatted(commit, repo.tree()));
    if (!branch.isEmpty() && !Move.at(repo, branch, commit))
      throw new Refused(
          "the branch %s is not at %s in %s\nHINT: Mayday moves no branch; see git log %s there"
              .formatted(branch, commit, repo.tree(), branch));
  }
}

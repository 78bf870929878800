package dev.mayday.activities.git;

import dev.mayday.activities.disk.Disk;
import dev.mayday.activities.sessions.disk.Linux;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The packages that a release finds installed: {@code node_modules} of the checkout. Where the tag
 * has its own, that entry and a link to them change places in one step, so that the branch's wait
 * beside it under a name of Mayday's. Elsewhere both releases share them and nothing is exchanged.
 */
record Modules(Repo repo) {
  static final String PLACE = "node_modules";

  /** Where the tag has packages of its own. */
  boolean apart() {
    return !repo.checkout().tagModules().isEmpty();
  }

  /** Whether a commit finds the tag's: each does but that of the branch. */
  boolean tags(String commit) {
    if (!apart()) return false;
    Set<String> branch = repo.named(repo.checkout().main());
    return repo.ask("rev-parse", "--verify", "-q", commit + "^{commit}")
        .filter(branch::contains)
        .isEmpty();
  }

  /** Whether the tag's are in place. */
  boolean placed() {
    return apart() && leads(place());
  }

  /** Where the packages of a commit lie now. */
  Path of(String commit) {
    if (tags(commit)) return tagged();
    return placed() && waiting() ? beside() : place();
  }

  /**
   * Reads only.
   *
   * @throws Unsafe when nobody can tell whose packages are in place
   * @throws Refused when packages that the commit demands are not installed
   */
  void ready(String commit) {
    if (apart()) exchangeable(tags(commit));
    Path modules = of(commit);
    if (!Files.isDirectory(modules)) return;
    List<String> unmet = new Demands(repo, commit).unmet(modules, tags(commit));
    if (unmet.isEmpty()) return;
    throw new Refused(
        "%s would not start with the packages in %s: %s\nHINT: install them (npm ci), the tag's where checkout.tagModules says; see \"The release\" in docs/doctor.md; a recovery installs nothing"
            .formatted(commit, modules, String.join("; ", unmet)));
  }

  /** Puts the tag's in place, or the branch's back; harmless twice. */
  void put(boolean tags) {
    if (!apart()) return;
    exchangeable(tags);
    try {
      if (tags != placed()) exchange(tags);
      if (!placed() && leads(beside())) Disk.remove(beside());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void exchange(boolean tags) throws IOException {
    if (tags && !leads(beside()))
      Repo.succeed(repo.program("ln").and("-s", "--", tagged().toString(), beside().toString()));
    Linux.exchange(place(), beside());
    try (FileChannel folder = FileChannel.open(repo.tree())) {
      folder.force(true);
    }
  }

  private void exchangeable(boolean tags) {
    if (placed() ? !tags && !waiting() : waiting()) throw unsure();
    if (tags && !Files.isDirectory(tagged()))
      throw new Refused(
          "the tag's packages are not in %s\nHINT: npm ci in a worktree of the tag, see checkout.tagModules"
              .formatted(tagged()));
    if (tags && !there(place()))
      throw new Refused(
          "there is no %s that the tag's packages could take the place of\nHINT: npm ci there"
              .formatted(place()));
  }

  /** Somebody installed or removed packages while the tag's were in place. */
  private Unsafe unsure() {
    return new Unsafe(
        "whose packages are in %s cannot be told, beside %s\nHINT: put the branch's there and remove %s, or let %s be a link to %s with the branch's in %s; then retry"
            .formatted(place(), beside(), beside(), place(), tagged(), beside()));
  }

  /** Whether the branch's wait beside. */
  private boolean waiting() {
    return there(beside()) && !leads(beside());
  }

  private boolean leads(Path link) {
    try {
      return Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(tagged());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private Unavailable failed(IOException e) {
    return new Unavailable(
        "%s and %s cannot be exchanged: %s\nHINT: see the owner of the folder; ext4, xfs, btrfs or tmpfs can, and a mounted folder cannot"
            .formatted(place(), beside(), e.getClass().getSimpleName()));
  }

  private static boolean there(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private Path place() {
    return repo.tree().resolve(PLACE);
  }

  private Path beside() {
    return repo.tree().resolve(PLACE + HandsOff.OWN + "branch");
  }

  private Path tagged() {
    return Path.of(repo.checkout().tagModules());
  }
}

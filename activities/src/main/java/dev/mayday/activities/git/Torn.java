package dev.mayday.activities.git;

import dev.mayday.activities.disk.Disk;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What an interrupted git, or a person in the middle of something, left in the git folder. */
record Torn(Repo repo) {
  private static final List<String> LOCKS = List.of("index.lock", "HEAD.lock");
  private static final List<String> UNFINISHED =
      List.of(
          "MERGE_HEAD",
          "CHERRY_PICK_HEAD",
          "REVERT_HEAD",
          "rebase-merge",
          "rebase-apply",
          "sequencer",
          "BISECT_LOG");

  /** Names of what is there, empty when nothing is. */
  String found() {
    return String.join(
        ", ", Stream.concat(LOCKS.stream(), UNFINISHED.stream()).filter(this::has).toList());
  }

  /**
   * Reads only.
   *
   * @throws Unsafe when a git still works here, or a person has not finished something
   */
  void passable() {
    UNFINISHED.stream().filter(this::has).findFirst().ifPresent(this::unfinished);
    LOCKS.stream().map(repo.dir()::resolve).filter(Torn::there).forEach(this::nobodys);
  }

  /**
   * Removes locks that nobody holds any more.
   *
   * @throws Unsafe as {@link #passable}
   */
  void clear(String name) {
    passable();
    Stream.concat(LOCKS.stream().map(repo.dir()::resolve), refLock(name))
        .filter(Torn::there)
        .forEach(this::remove);
  }

  private Stream<Path> refLock(String name) {
    return Stream.of(repo.common().resolve("refs/mayday").resolve(name + ".lock"));
  }

  private void nobodys(Path lock) {
    Live.in(repo, lock)
        .ifPresent(
            pid -> {
              throw new Unsafe(
                  "%s is held by a live process %d\nHINT: let it finish, or end it; then retry"
                      .formatted(lock, pid));
            });
  }

  private void remove(Path lock) {
    nobodys(lock);
    try {
      Disk.remove(lock);
    } catch (IOException e) {
      throw new Unavailable(
          "the stale lock %s cannot be removed: %s\nHINT: see the folder's owner"
              .formatted(lock, e.getClass().getSimpleName()));
    }
  }

  private void unfinished(String what) {
    throw new Unsafe(
        "somebody has not finished something in %s (%s)\nHINT: see git status there; finish or abort it, then retry"
            .formatted(repo.tree(), what));
  }

  private boolean has(String name) {
    return there(repo.dir().resolve(name));
  }

  private static boolean there(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }
}

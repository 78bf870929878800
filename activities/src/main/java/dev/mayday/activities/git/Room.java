package dev.mayday.activities.git;

import dev.mayday.activities.disk.Disk;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The room that the way back from a checkout needs on the disk. It is taken before the checkout
 * begins and given back right before the way back: a disk that somebody fills in between must not
 * leave a working tree half-way.
 */
record Room(Repo repo) {
  private static final String FILE = "mayday-room";
  private static final int BLOCK = 4096;

  /** For indexes, refs and the few objects that describe a tree. */
  private static final long SLACK = 64L * BLOCK;

  /** So much more at most is taken for one file that must be written anew. */
  private static final long SPARE = 16L << 20;

  /**
   * Reads only.
   *
   * @param local files that are kept before the checkout, and written again on the way back
   * @throws Refused when there is no room for them, for the way to the commit and for the way back
   */
  void enough(String commit, Collection<Path> local) {
    long keeping = local.stream().mapToLong(Room::taken).sum();
    long wanted = 2 * keeping + need("HEAD", commit) + back(commit, "HEAD");
    if (free() < wanted) throw tooLittle(wanted);
  }

  /** Whether there is room for the way to {@code tree}, and for this much that is kept before. */
  boolean holds(long keeping, String tree) {
    return free() >= keeping + need("HEAD", tree);
  }

  /** What a file takes, kept by git: as if nothing of it could be made smaller. */
  static long taken(Path file) {
    try {
      boolean content = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
      return blocks(content ? Files.size(file) : 0);
    } catch (IOException gone) {
      return BLOCK;
    }
  }

  private static long blocks(long size) {
    return (size / BLOCK + 1) * BLOCK;
  }

  /** What git would write for this file of {@code tree}; nothing where it has none. */
  long written(String tree, String file) {
    return repo.ask("cat-file", "-s", tree + ":" + file)
        .map(size -> blocks(Long.parseLong(size)))
        .orElse(0L);
  }

  /**
   * Takes what the way back from {@code commit} to {@code tree} needs; harmless twice. What an
   * earlier attempt took stays taken, also where more is not to be had: its checkout may have
   * begun.
   *
   * @throws Refused when it is not there
   */
  void take(String tree, String commit) {
    long wanted = back(commit, tree);
    try {
      long has = has();
      if (has >= wanted) return;
      long going = wanted + need("HEAD", commit);
      if (free() < going) throw tooLittle(going);
      fill(wanted + Math.min(free() - going, spare(tree)) - has);
    } catch (IOException full) {
      throw tooLittle(wanted);
    }
  }

  /** Gives it back; harmless where none was taken. */
  void give() {
    try {
      Disk.remove(file());
    } catch (IOException e) {
      throw new Unavailable(
          "%s cannot be removed: %s\nHINT: see the git folder's owner"
              .formatted(file(), e.getClass().getSimpleName()));
    }
  }

  /** Random bytes: a file system that compresses would keep no room for others. */
  private void fill(long size) throws IOException {
    SplittableRandom random = new SplittableRandom();
    byte[] block = new byte[BLOCK];
    try (FileChannel channel =
        FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      var out = Channels.newOutputStream(channel);
      for (long left = size; left > 0; left -= BLOCK) {
        random.nextBytes(block);
        out.write(block);
      }
      channel.force(true);
    }
  }

  /** Small files that come meanwhile are kept as well. */
  private long back(String from, String to) {
    return need(from, to) + SLACK;
  }

  /**
   * Where there is room enough: a file that is the same in both, and that somebody fills the disk
   * with, must be written anew.
   */
  private long spare(String tree) {
    return repo.items("ls-tree", "-r", "-l", "-z", tree).stream()
        .map(line -> line.split("\t", 2)[0].replaceFirst(".* ", ""))
        .filter(size -> size.matches("\\d+"))
        .mapToLong(size -> blocks(Long.parseLong(size)))
        .max()
        .stream()
        .map(largest -> Math.min(largest, SPARE))
        .sum();
  }

  private long need(String from, String to) {
    try {
      Path index = repo.dir().resolve("index");
      long indexes = Files.exists(index) ? 4 * Files.size(index) : 0;
      return SLACK + indexes + files(from, to);
    } catch (IOException e) {
      throw new Unavailable(
          "the index of %s cannot be read: %s\nHINT: see the git folder's owner"
              .formatted(repo.tree(), e.getClass().getSimpleName()));
    }
  }

  /** What the files that differ take in {@code to}. */
  private long files(String from, String to) {
    List<String> changes =
        repo.items("diff-tree", "-r", "-z", "--raw", "--no-renames", "--diff-filter=d", from, to);
    String ids =
        IntStream.range(0, changes.size())
            .filter(i -> i % 2 == 0)
            .mapToObj(i -> changes.get(i).split(" ", -1)[3] + "\n")
            .collect(Collectors.joining());
    return Repo.succeed(repo.git().and("cat-file", "--batch-check=%(objectsize)").reading(ids))
        .out()
        .lines()
        .filter(line -> line.matches("\\d+"))
        .mapToLong(size -> blocks(Long.parseLong(size)))
        .sum();
  }

  /** With what an earlier run took and nobody gave back. */
  private long free() {
    try {
      return has() + Files.getFileStore(repo.dir()).getUsableSpace();
    } catch (IOException e) {
      throw new Unavailable(
          "the disk of %s cannot be looked at: %s\nHINT: see df there"
              .formatted(repo.dir(), e.getClass().getSimpleName()));
    }
  }

  private long has() throws IOException {
    return Files.exists(file()) ? Files.size(file()) : 0;
  }

  private Refused tooLittle(long wanted) {
    return new Refused(
        "the disk of %s has no room for a checkout and the way back from it (%d KiB wanted, %d KiB free)\nHINT: make room there (see df, du and the logs), then retry"
            .formatted(repo.tree(), wanted / 1024 + 1, free() / 1024));
  }

  private Path file() {
    return repo.dir().resolve(FILE);
  }
}

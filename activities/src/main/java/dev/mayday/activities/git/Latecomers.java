package dev.mayday.activities.git;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was written in the tree after it was kept: files that git was told nothing of, such as a
 * core dump, and files that it tracks, such as a log that somebody committed. The way back keeps
 * them as well, and takes them out of the tree. Where the disk has no room for that the largest are
 * spared it, and no more of them than must: what fills a disk must not hold up the way back. One
 * that is in nobody's way stays where it lies; another is {@linkplain Outside renamed} out of the
 * way, which takes no room either.
 */
record Latecomers(Repo repo, Room room, Outside outside) {
  /**
   * Those that stay on the way back; none where all can be kept. What is renamed is so by then.
   *
   * @param commit where HEAD is to be
   * @param tree what is to lie there
   */
  List<String> staying(String commit, String tree) {
    Map<String, Long> came = came();
    if (room.holds(sum(came), tree)) return List.of();
    came.keySet().removeIf(this::known);
    long wanted = sum(came);
    List<String> staying = new ArrayList<>();
    Wayside wayside = Wayside.of(repo, commit, tree);
    for (String largest : largestFirst(came)) {
      if (room.holds(wanted, tree)) break;
      wanted -= came.get(largest);
      if (wayside.holds(largest)) staying.add(largest);
      else {
        outside.take(largest);
        wanted += room.written(tree, largest);
      }
    }
    return staying;
  }

  /** With the room that each takes. */
  private Map<String, Long> came() {
    Map<String, Long> came = new HashMap<>();
    for (String file : repo.items("ls-files", "-m", "-o", "-z", "--exclude-standard"))
      if (!repo.off().holds(file) && there(file)) came.put(file, Room.taken(repo.file(file)));
    return came;
  }

  private boolean there(String file) {
    return Files.exists(repo.file(file), LinkOption.NOFOLLOW_LINKS);
  }

  /** A torn checkout has brought files of which git has the content. */
  private boolean known(String file) {
    return repo.ask("hash-object", "--no-filters", "--", file)
        .filter(id -> repo.says("cat-file", "-e", id))
        .isPresent();
  }

  private static long sum(Map<String, Long> files) {
    return files.values().stream().mapToLong(Long::longValue).sum();
  }

  private static List<String> largestFirst(Map<String, Long> files) {
    return files.keySet().stream()
        .sorted(Comparator.<String>comparingLong(files::get).reversed())
        .toList();
  }
}

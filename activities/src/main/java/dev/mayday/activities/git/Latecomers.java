package dev.mayday.activities.git;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Files that came into the tree after it was kept, and of which git was told nothing: a core dump,
 * a log of its own. The way back keeps them as well, and takes them out of the tree. Where the disk
 * has no room for that the largest stay where they lie, and no more of them than must: what fills a
 * disk must not hold up the way back.
 */
record Latecomers(Repo repo, Room room) {
  /**
   * Those that stay on the way back; none where all can be kept.
   *
   * @param commit where HEAD is to be
   * @param tree what is to lie there
   */
  List<String> staying(String commit, String tree) {
    Map<String, Long> came = came();
    long keeping = came.values().stream().mapToLong(Long::longValue).sum();
    if (room.holds(keeping, tree)) return List.of();
    List<String> staying = new ArrayList<>();
    outOfTheWay(came, commit);
    outOfTheWay(came, tree);
    for (String largest : largestFirst(came)) {
      if (room.holds(keeping, tree)) break;
      keeping -= came.get(largest);
      staying.add(largest);
    }
    return staying;
  }

  /** With the room that each takes. */
  private Map<String, Long> came() {
    Map<String, Long> came = new HashMap<>();
    for (String file : repo.items("ls-files", "-o", "-z", "--exclude-standard"))
      if (!repo.off().holds(file)) came.put(file, Room.taken(repo.file(file)));
    return came;
  }

  /** Without those that lie where the tree has something of its own. */
  private void outOfTheWay(Map<String, Long> came, String tree) {
    List<String> names = repo.items("ls-tree", "-r", "-z", "--name-only", tree);
    came.keySet().removeIf(file -> names.stream().anyMatch(name -> same(file, name)));
  }

  /** One file, or one a folder above the other. */
  private static boolean same(String one, String other) {
    return (one + "/").startsWith(other + "/") || (other + "/").startsWith(one + "/");
  }

  private static List<String> largestFirst(Map<String, Long> files) {
    return files.keySet().stream()
        .sorted(Comparator.<String>comparingLong(files::get).reversed())
        .toList();
  }
}

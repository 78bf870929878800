package dev.mayday.sandbox.demo;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The machine's processes, for one who looks at them all the while. A young one may yet become
 * another program and is to be looked at each time; an old one stays as it is and is due now and
 * then, or the looking alone would keep the machine busy.
 */
final class Processes {
  private static final int YOUNG = 40;
  private static final int NOW_AND_THEN = 20;
  private final Map<String, Integer> looks = new HashMap<>();

  /** The process ids that are to be looked at this time: those that are due, and these. */
  List<String> due(Set<String> always) {
    Set<String> there =
        Arrays.stream(Objects.requireNonNull(new File("/proc").list()))
            .filter(name -> Character.isDigit(name.charAt(0)))
            .collect(Collectors.toSet());
    looks.keySet().retainAll(there);
    return there.stream().filter(pid -> isDue(pid) || always.contains(pid)).toList();
  }

  private boolean isDue(String pid) {
    int look = looks.merge(pid, 1, Integer::sum);
    return look <= YOUNG || (look + pid.hashCode()) % NOW_AND_THEN == 0;
  }

  /** Where the kernel tells of a process. */
  static Path of(String pid) {
    return Path.of("/proc", pid);
  }
}

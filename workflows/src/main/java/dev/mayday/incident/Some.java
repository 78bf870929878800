package dev.mayday.incident;

import java.util.List;
import java.util.stream.Stream;

/**
 * Long lists for people and for histories, which have limits (2 MB a payload): the first few, and
 * how many more there are.
 */
public final class Some {
  /** So many are named in a sentence. */
  public static final int NAMED = 10;

  private Some() {}

  /** The list itself when it is short, else its first {@code most} and a last entry that counts. */
  public static List<String> of(List<String> all, int most) {
    int more = all.size() - most;
    return more <= 1
        ? List.copyOf(all)
        : Stream.concat(all.stream().limit(most), Stream.of("and " + more + " more")).toList();
  }

  /** In words, {@value #NAMED} of them named. */
  public static String said(List<String> all) {
    return String.join(", ", of(all, NAMED));
  }
}

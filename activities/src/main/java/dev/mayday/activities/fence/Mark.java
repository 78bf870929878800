package dev.mayday.activities.fence;

import dev.mayday.system.Fence;
import dev.mayday.system.Unsafe;
import java.util.Comparator;

/**
 * What a target remembers of the highest fence: compared by term, epoch, attempt.
 *
 * @param term of the run
 * @param epoch of the change
 * @param attempt of the activity
 * @param run the run's id; two runs never share a term
 */
record Mark(long term, int epoch, int attempt, String run) implements Comparable<Mark> {
  private static final Comparator<Mark> ORDER =
      Comparator.comparingLong(Mark::term)
          .thenComparingInt(Mark::epoch)
          .thenComparingInt(Mark::attempt);

  static Mark of(Fence fence, int attempt) {
    return new Mark(fence.term(), fence.epoch(), attempt, fence.run());
  }

  static Mark parse(String text, String where) {
    String[] words = text.strip().split(" ", 4);
    try {
      return new Mark(
          Long.parseLong(words[0]),
          Integer.parseInt(words[1]),
          Integer.parseInt(words[2]),
          words[3]);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new Unsafe(
          "the fence file %s holds no fence\nHINT: see that no recovery runs, then remove the file"
              .formatted(where));
    }
  }

  /** Whether a change that carries this mark may happen after one that carried {@code last}. */
  boolean mayFollow(Mark last) {
    return compareTo(last) >= 0 && (term != last.term || run.equals(last.run));
  }

  @Override
  public int compareTo(Mark other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return term + " " + epoch + " " + attempt + " " + run;
  }
}

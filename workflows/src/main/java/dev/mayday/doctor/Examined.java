package dev.mayday.doctor;

import java.time.Instant;
import java.util.List;

/**
 * What came of one examination by the doctor, short enough for a memo. It holds no secret: findings
 * are masked where they are made.
 *
 * @param place where it was made: a host's name, or {@link #CONTROL}
 * @param at when it ended, by the clock of that place
 * @param looked how many things were looked at
 * @param failed what would not work; at most {@link #MOST}, the first ones
 * @param red how many there were in all
 */
public record Examined(String place, Instant at, int looked, List<Failed> failed, int red) {
  /** The place of a worker that acts for no host. */
  public static final String CONTROL = "control";

  /** A memo is read as a whole by whoever lists workflows. */
  public static final int MOST = 20;

  private static final int LONGEST = 300;

  /**
   * One thing that would not work.
   *
   * @param what the thing
   * @param detail what was found
   * @param hint what to do
   * @param stops the scenarios that it would stop
   */
  public record Failed(String what, String detail, String hint, List<String> stops) {
    /** Fills in what is missing, and cuts what is long. */
    public Failed {
      what = cut(what);
      detail = cut(detail);
      hint = cut(hint);
      stops = stops == null ? List.of() : List.copyOf(stops);
    }
  }

  /** Fills in what is missing; the first {@link #MOST} findings are kept. */
  public Examined {
    place = place == null ? "" : place.strip();
    failed = failed == null ? List.of() : List.copyOf(failed);
    red = Math.max(red, failed.size());
    if (failed.size() > MOST) failed = failed.subList(0, MOST);
  }

  /** The id of the one workflow that keeps the last examination of a place. */
  public static String id(String place) {
    return "doctor/" + place;
  }

  private static String cut(String text) {
    String all = text == null ? "" : text;
    return all.length() <= LONGEST ? all : all.substring(0, LONGEST - 2) + " …";
  }
}

package dev.mayday.activities.estate;

import static dev.mayday.activities.estate.Form.require;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes: a whole number with its unit, never a bare number. */
final class Amounts {
  private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,8})([A-Za-z]+)");
  private static final Map<String, Duration> TIMES =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));
  private static final Map<String, Long> SIZES =
      Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

  private Amounts() {}

  static Form<Duration> duration(String least, String most) {
    Duration min = time(least);
    Duration max = time(most);
    return new Form<>(
        "duration from " + least + " to " + most,
        false,
        false,
        text -> {
          Duration value = time(text);
          require(
              value.compareTo(min) >= 0 && value.compareTo(max) <= 0,
              "is not from " + least + " to " + most);
          return value;
        },
        Amounts::show);
  }

  static Form<Long> size(String least, String most) {
    return new Form<>(
        "size from " + least + " to " + most,
        false,
        false,
        text -> {
          long value = bytes(text);
          require(
              value >= bytes(least) && value <= bytes(most),
              "is not from " + least + " to " + most);
          return value;
        },
        Amounts::show);
  }

  static Duration time(String text) {
    Matcher parts = FORM.matcher(text);
    require(
        parts.matches() && TIMES.containsKey(parts.group(2)),
        "is not a duration: write a whole number and ms, s, m, h or d, such as 30s");
    return TIMES.get(parts.group(2)).multipliedBy(Long.parseLong(parts.group(1)));
  }

  private static long bytes(String text) {
    Matcher parts = FORM.matcher(text);
    require(
        parts.matches() && SIZES.containsKey(parts.group(2)),
        "is not a size: write a whole number and B, KiB, MiB or GiB, such as 1MiB");
    return SIZES.get(parts.group(2)) * Long.parseLong(parts.group(1));
  }

  /** The largest unit that says it in a whole number. */
  static String show(Duration time) {
    if (time.isZero()) return "0s";
    for (String unit : new String[] {"d", "h", "m", "s"})
      if (time.toMillis() % TIMES.get(unit).toMillis() == 0)
        return time.dividedBy(TIMES.get(unit)) + unit;
    return time.toMillis() + "ms";
  }

  private static String show(Long size) {
    for (String unit : new String[] {"GiB", "MiB", "KiB"})
      if (size % SIZES.get(unit) == 0) return size / SIZES.get(unit) + unit;
    return size + "B";
  }
}

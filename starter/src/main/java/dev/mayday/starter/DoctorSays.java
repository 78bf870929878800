package dev.mayday.starter;

import dev.mayday.doctor.Examined;
import dev.mayday.worker.Attendance;
import dev.mayday.worker.LastFindings;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the doctors of the workers found last, on every host, as everybody sees it.
 *
 * @param examined the last examination of each place that had one
 * @param never hosts at which none was made yet, or of which none is known any more
 * @param missing workers that are not there, so that no doctor looks either, with what to start
 */
record DoctorSays(List<Examined> examined, List<String> never, List<String> missing) {
  /** A doctor that looks daily and has not for so long does not look any more. */
  private static final Duration OLD = Duration.ofDays(2);

  /** So many findings are named; mayday doctor has the rest. */
  private static final int NAMED = 3;

  static DoctorSays of(WorkflowClient client, Collection<String> hosts) {
    LastFindings last = new LastFindings(client);
    List<Examined> examined = new ArrayList<>();
    List<String> never = new ArrayList<>();
    for (String host : new TreeSet<>(hosts)) {
      Optional<Examined> found = last.of(host);
      found.ifPresentOrElse(examined::add, () -> never.add(host));
    }
    last.of(Examined.CONTROL).ifPresent(examined::add);
    return new DoctorSays(
        List.copyOf(examined), List.copyOf(never), new Attendance(client).missing(hosts));
  }

  /**
   * Red lines for who is missing, what failed and what is old; a faint one where nobody looked;
   * nothing when all is well.
   */
  List<String> lines(Paint paint, Instant now) {
    List<String> lines = new ArrayList<>();
    for (String one : missing)
      lines.add(
          paint.bad(Paint.plain(one)) + "; a recovery would wait for it, and no doctor looks");
    for (Examined one : examined) lines.addAll(lines(one, paint, now));
    if (!never.isEmpty())
      lines.add(paint.faint("the doctor has not looked yet at " + String.join(", ", never)));
    return lines;
  }

  private static List<String> lines(Examined one, Paint paint, Instant now) {
    List<String> lines = new ArrayList<>();
    Duration age = Duration.between(one.at(), now);
    String place = Paint.plain(one.place());
    if (age.compareTo(OLD) > 0)
      lines.add(
          paint.bad("the doctor of " + place + " looked last at " + one.at() + ", too long ago")
              + ": see whether its worker runs");
    if (one.red() == 0) return lines;
    lines.add(
        paint.bad(
                "the doctor of "
                    + place
                    + ": "
                    + one.red()
                    + " of "
                    + one.looked()
                    + " would not work")
            + ", seen at "
            + one.at()
            + "; `"
            + command(one.place())
            + "` there says all");
    one.failed().stream().limit(NAMED).map(failed -> line(failed, paint)).forEach(lines::add);
    return lines;
  }

  private static String line(Examined.Failed one, Paint paint) {
    String stops = one.stops().isEmpty() ? "" : "(stops " + String.join(", ", one.stops()) + ")";
    String said = "  " + paint.bad(Paint.plain(one.what() + ": " + one.detail()));
    return stops.isEmpty() ? said : said + " " + Paint.plain(stops);
  }

  private static String command(String place) {
    return place.equals(Examined.CONTROL)
        ? "mayday doctor"
        : "mayday doctor --host " + Paint.plain(place);
  }
}

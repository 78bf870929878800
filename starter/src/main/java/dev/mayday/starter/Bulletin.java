package dev.mayday.starter;

import dev.mayday.incident.Alert;
import dev.mayday.incident.Clocks;
import dev.mayday.triage.Carried;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An incident on a terminal: what is broken and since when, what is done about it, and how long
 * Mayday holds still.
 *
 * @param paint colours, or none
 * @param sentences how many of its last sentences to show
 * @param clocks UTC and the zone of those who read it
 */
record Bulletin(Paint paint, int sentences, Clocks clocks) {

  /** The lines of one incident. */
  List<String> of(String workflowId, Carried incident, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add(
        paint.bold("incident of " + workflowId.replaceFirst("^incident/", ""))
            + ": open since "
            + clocks.iso(incident.openedAt()));
    List<Alert> firing = incident.alerts().stream().filter(Alert::firing).toList();
    firing.forEach(alert -> lines.add("  broken    " + paint.bad(broken(alert, now))));
    if (firing.isEmpty()) lines.add("  broken    nothing that an alert tells of");
    lines.add("  alerts    " + incident.alerts().size() + ", " + firing.size() + " firing");
    lines.add("  recovery  " + recovery(incident));
    lines.add("  cool-down " + coolDown(incident, now));
    if (after(incident.watchUntil(), now))
      lines.add("  watched   for a relapse, for " + left(incident.watchUntil(), now));
    List<String> notes = incident.notes();
    notes
        .subList(Math.max(0, notes.size() - sentences), notes.size())
        .forEach(note -> lines.add("  " + paint.faint(Paint.plain(note))));
    return lines;
  }

  private String broken(Alert alert, Instant now) {
    String severity = Paint.plain(alert.severity());
    return Paint.plain(alert.summary())
        + (severity.isEmpty() ? "" : " (" + severity + ")")
        + ", since "
        + Paint.plain(alert.began(clocks))
        + " ("
        + Spans.text(Duration.between(alert.startedAt(), now))
        + ")";
  }

  private String recovery(Carried incident) {
    if (!incident.recovery().isEmpty())
      return paint.asks(incident.scenario() + " is under way") + ", run " + incident.recovery();
    return incident.endedAt() == null
        ? "none"
        : "none; the last ended " + clocks.iso(incident.endedAt());
  }

  private static String coolDown(Carried incident, Instant now) {
    return after(incident.quietUntil(), now)
        ? "does not act on its own for " + left(incident.quietUntil(), now)
        : "none";
  }

  private static boolean after(Instant until, Instant now) {
    return until != null && until.isAfter(now);
  }

  private static String left(Instant until, Instant now) {
    return Spans.text(Duration.between(now, until));
  }
}

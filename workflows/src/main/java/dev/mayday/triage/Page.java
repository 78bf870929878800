package dev.mayday.triage;

import dev.mayday.incident.Alert;
import dev.mayday.incident.Clocks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the Web UI shows of an incident, in Markdown. Its first lines say to whoever opens it for
 * the first time what is broken, what was last done about it, and where one answers; then all that
 * is known, the newest first.
 */
final class Page {
  private static final int MOST = 3;

  private Page() {}

  static String of(String incident, List<Alert> alerts, List<String> notes, Clocks clocks) {
    List<String> newest = new ArrayList<>(notes);
    Collections.reverse(newest);
    return "**Broken:** "
        + broken(alerts.stream().filter(Alert::firing).toList(), clocks)
        + "\n\n**Last:** "
        + newest.get(0)
        + "\n\n**To answer or to steer:** the page of `"
        + incident.replaceFirst("^incident/", "recovery/")
        + "`, where there is one; in a terminal, `mayday status`\n\n"
        + newest.stream().map(note -> "- " + note).collect(Collectors.joining("\n\n"));
  }

  private static String broken(List<Alert> firing, Clocks clocks) {
    if (firing.isEmpty()) return "nothing that an alert tells of";
    String first =
        firing.stream()
            .limit(MOST)
            .map(one -> one.summary() + ", since " + one.began(clocks))
            .collect(Collectors.joining("; "));
    int more = firing.size() - MOST;
    return more > 0 ? first + "; and " + more + " more" : first;
  }
}

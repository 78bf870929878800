package dev.mayday.activities.reports;

import static dev.mayday.activities.reports.Words.head;
import static dev.mayday.activities.reports.Words.plain;
import static dev.mayday.activities.reports.Words.span;

import dev.mayday.incident.Gap;
import dev.mayday.incident.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** When which company's messages were not handled, and what senders may have to repeat. */
record Unhandled(Words words) {

  /** One row of the summary; none where nothing is known. */
  static String row(List<Gap> gaps) {
    if (gaps.isEmpty()) return "";
    long still = gaps.stream().filter(gap -> gap.again() == null).count();
    String longest =
        gaps.stream()
            .filter(gap -> gap.again() != null)
            .map(Unhandled::length)
            .max(Duration::compareTo)
            .map(most -> "for at most **" + span(most) + "**")
            .orElse("");
    String open = still == 0 ? "" : "**still not handled**: " + still;
    return Words.row(
        "Messages not handled",
        longest + (longest.isEmpty() || open.isEmpty() ? "" : "; ") + open + ", below");
  }

  String of(Report report) {
    List<Gap> gaps = report.gaps();
    if (gaps.isEmpty()) return "";
    return head("Company", "Last message before", "Stood still since", "Until", "At most")
        + gaps.stream().map(this::line).collect(Collectors.joining())
        + "\n"
        + repeat(gaps);
  }

  private String line(Gap gap) {
    return Words.row(
        gap.company().isEmpty() ? "all" : plain(gap.company()),
        gap.last() == null ? "not told by the service" : words.when(gap.last()),
        words.when(gap.since()),
        until(gap),
        gap.again() == null ? "–" : span(length(gap)));
  }

  private String until(Gap gap) {
    if (gap.again() == null) return "**still not handled**";
    return words.when(gap.again()) + (gap.told() ? "" : " (a bound: seen to be connected)");
  }

  private String repeat(List<Gap> gaps) {
    Instant first =
        gaps.stream().map(Gap::from).filter(Objects::nonNull).min(Instant::compareTo).orElse(null);
    return "Messages to a company wait at WhatsApp for its linked device and come once it is connected again."
        + " What senders may have to repeat: every call of the service's own API that was refused or not answered"
        + " in these intervals, and what it acknowledged since "
        + words.when(first)
        + " and did not send: Mayday cannot see that, its senders can.\n";
  }

  private static Duration length(Gap gap) {
    return Duration.between(gap.from(), gap.again());
  }
}

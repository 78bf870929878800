package dev.mayday.runbook;

import dev.mayday.incident.Clocks;
import dev.mayday.incident.DecideLine;
import dev.mayday.incident.Entry;
import dev.mayday.incident.Plan;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the Web UI shows of a run, in Markdown: the first ten lines say what is broken, what was
 * done, who is asked until when, what to paste to answer, and what happens on silence.
 */
final class Screen {
  private static final int LONGEST = 15_000;

  private Screen() {}

  /**
   * @param codes whether people are sent one-time codes with a question
   */
  static String of(Report report, boolean codes, Clocks clocks) {
    String text =
        head(report, clocks)
            + "\n"
            + question(report, codes, clocks)
            + "\n"
            + plan(report.plan())
            + "\n"
            + journal(report.journal());
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\n…";
  }

  private static String head(Report report, Clocks clocks) {
    String state =
        report.outcome() == null
            ? "phase **" + report.phase() + "**"
            : "**" + report.outcome() + "**";
    return "**"
        + report.scenario()
        + "** of **"
        + report.target()
        + "**"
        + (report.drill() ? " (drill)" : "")
        + ": "
        + state
        + (report.pausedBy().isEmpty() ? "" : ", **paused by " + report.pausedBy() + "**")
        + "\n\n"
        + (report.why().isEmpty() ? "" : "**Why:** " + report.why() + "\n\n")
        + (report.seen().isEmpty() ? "" : "**Seen:** " + report.seen() + "\n\n")
        + "**Done:** "
        + report.done()
        + "\n\n"
        + waiting(report)
        + time(report, clocks)
        + "\n";
  }

  /** What holds the step up that is under way, until it is over or asked about. */
  private static String waiting(Report report) {
    if (report.journal().isEmpty() || report.open() != null) return "";
    Entry last = report.journal().get(report.journal().size() - 1);
    return last.kind().equals("waiting")
        ? "**Waiting:** " + last.what() + ": " + last.result() + "\n\n"
        : "";
  }

  /** Moments and not "so far": the text stands still until the next step. */
  private static String time(Report report, Clocks clocks) {
    return "**Since** "
        + clocks.iso(report.detectedAt())
        + due(report, clocks)
        + "; at "
        + second(report.detectedAt().plus(report.rto().total()))
        + " machine "
        + Budgets.text(report.rto().machine())
        + ", waiting for people "
        + Budgets.text(report.rto().human())
        + ".\n";
  }

  private static String due(Report report, Clocks clocks) {
    return report.budgets().stream()
        .filter(budget -> budget.name().equals("rto") && report.outcome() == null)
        .map(
            budget ->
                ", **to be back by** " + clocks.iso(report.detectedAt().plus(budget.allowed())))
        .collect(Collectors.joining());
  }

  private static String second(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String question(Report report, boolean codes, Clocks clocks) {
    Question open = report.open();
    if (open == null) return "";
    String asked =
        open.reached().isEmpty()
            ? "**nobody was reached**"
            : "reached: " + String.join(", ", open.reached());
    return "**Question "
        + open.number()
        + ": "
        + open.text()
        + "** ("
        + asked
        + ")\n\n"
        + "**Answers:** "
        + String.join(" | ", open.answers())
        + (open.quorum() > 1 ? ", " + open.quorum() + " people" : "")
        + ", until "
        + clocks.iso(open.closesAt())
        + "; **on silence: "
        + open.otherwise()
        + "**\n\n"
        + answer(report, open, codes);
  }

  /**
   * Nothing is offered that could not count. The code says whose it is: a name beside it could only
   * be wrong.
   */
  private static String answer(Report report, Question open, boolean codes) {
    String line = "`" + DecideLine.of(report.target(), open, DecideLine.YOU) + "`";
    if (open.verified() && !codes)
      return "**To answer:** in a terminal alone, "
          + line
          + ", or by a button of Telegram where the question came with one; a name that is pasted"
          + " here proves nobody and does not count\n";
    return "**To answer:** More Actions, Send an Update, `decide`, and paste, with "
        + (codes ? "the code that you were sent" : "your name")
        + "; or "
        + line
        + ":\n\n"
        + "`{\"question\": "
        + open.number()
        + ", \"answer\": \""
        + open.answers().get(0)
        + (codes ? "\", \"code\": \"YOUR CODE\"}`\n" : "\", \"by\": \"YOUR NAME\"}`\n");
  }

  private static String plan(Plan plan) {
    if (plan.steps().isEmpty()) return "";
    String steps =
        plan.steps().stream()
            .map(
                step ->
                    "1. "
                        + step.verb()
                        + ": "
                        + step.phrase()
                        + (step.note().isEmpty() ? "" : " — no way back: " + step.note()))
            .collect(Collectors.joining("\n"));
    return "**Plan** `" + plan.hash().substring(0, 12) + "`\n\n" + steps + "\n";
  }

  private static String journal(List<Entry> journal) {
    List<Entry> last = journal.subList(Math.max(0, journal.size() - 40), journal.size());
    return "**Journal**\n\n"
        + last.stream()
            .map(
                entry ->
                    "- "
                        + second(entry.at())
                        + " "
                        + entry.kind()
                        + ": "
                        + entry.what()
                        + (entry.result().isEmpty() ? "" : " → " + entry.result()))
            .collect(Collectors.joining("\n"));
  }
}

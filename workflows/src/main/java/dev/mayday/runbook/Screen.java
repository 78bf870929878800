package dev.mayday.runbook;

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

  static String of(Report report) {
    String text =
        head(report)
            + "\n"
            + question(report.open())
            + "\n"
            + plan(report.plan())
            + "\n"
            + journal(report.journal());
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\n…";
  }

  private static String head(Report report) {
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
        + time(report)
        + "\n";
  }

  /** Moments and not "so far": the text stands still until the next step. */
  private static String time(Report report) {
    return "**Since** "
        + second(report.detectedAt())
        + due(report)
        + "; at "
        + second(report.detectedAt().plus(report.rto().total()))
        + " machine "
        + Budgets.text(report.rto().machine())
        + ", waiting for people "
        + Budgets.text(report.rto().human())
        + ".\n";
  }

  private static String due(Report report) {
    return report.budgets().stream()
        .filter(budget -> budget.name().equals("rto") && report.outcome() == null)
        .map(budget -> ", **to be back by** " + second(report.detectedAt().plus(budget.allowed())))
        .collect(Collectors.joining());
  }

  private static String second(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String question(Question open) {
    if (open == null) return "";
    String asked =
        open.reached().isEmpty()
            ? "nobody was reached yet"
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
        + second(open.closesAt())
        + "; **on silence: "
        + open.otherwise()
        + "**\n\n"
        + "**To answer:** More Actions, Send an Update, `decide`, and paste, with your name and"
        + " code:\n\n"
        + "`{\"question\": "
        + open.number()
        + ", \"answer\": \""
        + open.answers().get(0)
        + "\", \"by\": \"YOUR NAME\", \"code\": \"\"}`\n";
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

package dev.mayday.activities.reports;

import static dev.mayday.activities.reports.Words.head;
import static dev.mayday.activities.reports.Words.list;
import static dev.mayday.activities.reports.Words.orNone;
import static dev.mayday.activities.reports.Words.plain;
import static dev.mayday.activities.reports.Words.row;
import static dev.mayday.activities.reports.Words.span;

import dev.mayday.incident.Entry;
import dev.mayday.incident.Plan;
import dev.mayday.incident.Report;
import dev.mayday.incident.Ruling;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** A report for people: what they need to know first stands first. Also of a run under way. */
public final class ReportMarkdown {
  private final Words words;
  private final String webUi;
  private final String namespace;

  /**
   * @param zone the time zone that is shown beside UTC
   * @param webUi address of the Web UI, or empty for no link
   * @param namespace Temporal's namespace
   */
  public ReportMarkdown(String zone, String webUi, String namespace) {
    this.words = new Words(ZoneId.of(zone));
    this.webUi = webUi.endsWith("/") ? webUi.substring(0, webUi.length() - 1) : webUi;
    this.namespace = namespace;
  }

  /** The whole report. */
  public String of(Report report) {
    return title(report)
        + new Summary(words).of(report)
        + section("Messages not handled", new Unhandled(words).of(report))
        + section("Left to do", list(orNone(report.leftToDo())))
        + section("Kept apart", list(orNone(report.apart())))
        + section("Decisions", decisions(orNone(report.decisions())))
        + section("Proofs", proofs(orNone(report.journal())))
        + section("Plan", plan(report.plan()))
        + section("Budgets", budgets(orNone(report.budgets())))
        + section("Timeline", timeline(report))
        + foot(report);
  }

  private static String title(Report report) {
    String open = report.endedAt() == null ? "UNDER WAY" : "ENDED FROM OUTSIDE";
    Object state = report.outcome() == null ? open : report.outcome();
    String drill = report.drill() ? " (drill)" : "";
    String why = report.why() == null || report.why().isBlank() ? "" : plain(report.why()) + "\n\n";
    return "# "
        + state
        + ": "
        + report.scenario()
        + " of "
        + report.target()
        + drill
        + "\n\n"
        + why;
  }

  private static String section(String name, String text) {
    return text.isEmpty() ? "" : "\n## " + name + "\n\n" + text;
  }

  private String decisions(List<Ruling> rulings) {
    if (rulings.isEmpty()) return "";
    return head("UTC", words.zone(), "Question", "Who", "Answer", "Identity", "Counted")
        + rulings.stream().map(this::decision).collect(Collectors.joining());
  }

  private String decision(Ruling said) {
    return row(
        words.utc(said.at()),
        words.local(said.at()),
        said.question(),
        plain(said.by()),
        plain(said.answer()),
        plain(said.identity()),
        (said.counted() ? "yes" : "no")
            + (plain(said.why()).isEmpty() ? "" : ": " + plain(said.why())));
  }

  private static String proofs(List<Entry> journal) {
    return list(
        journal.stream()
            .filter(entry -> "prove".equals(entry.kind()))
            .map(entry -> entry.what() + ": " + entry.result())
            .toList());
  }

  private static String plan(Plan plan) {
    if (plan == null || plan.steps().isEmpty()) return "";
    StringBuilder text = new StringBuilder("Hash `" + plan.hash() + "`\n\n");
    int number = 0;
    for (Plan.Step step : plan.steps()) text.append(++number).append(". ").append(step(step));
    return text.toString();
  }

  private static String step(Plan.Step step) {
    String note = plain(step.note());
    return step.verb()
        + ": "
        + plain(step.phrase())
        + (note.isEmpty() ? "" : " (no way back: " + note + ")")
        + "\n";
  }

  private static String budgets(List<Report.Budget> budgets) {
    if (budgets.isEmpty()) return "";
    return head("Budget", "Allowed", "Used", "")
        + budgets.stream()
            .map(
                budget ->
                    row(
                        plain(budget.name()),
                        span(budget.allowed()),
                        span(budget.used()),
                        budget.breached() ? "**breached**" : "kept"))
            .collect(Collectors.joining());
  }

  private String timeline(Report report) {
    List<Entry> journal = orNone(report.journal());
    if (journal.isEmpty()) return "";
    return head("UTC", words.zone(), "Phase", "Kind", "What", "Result")
        + journal.stream().map(this::entry).collect(Collectors.joining());
  }

  private String entry(Entry entry) {
    return row(
        words.utc(entry.at()),
        words.local(entry.at()),
        plain(entry.phase()),
        plain(entry.kind()),
        plain(entry.what()),
        plain(entry.result()));
  }

  private String foot(Report report) {
    String link =
        webUi.isEmpty()
            ? ""
            : "\n<"
                + webUi
                + "/namespaces/"
                + encoded(namespace)
                + "/workflows/"
                + encoded(report.workflowId())
                + "/"
                + encoded(report.run())
                + ">\n";
    return "\n---\n\nRun `"
        + report.run()
        + "`, started by "
        + plain(report.startedBy())
        + ".\n"
        + link;
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

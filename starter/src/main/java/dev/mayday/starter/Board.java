package dev.mayday.starter;

import dev.mayday.incident.DecideLine;
import dev.mayday.incident.Entry;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Plan;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A recovery on a terminal. Whoever sees it for the first time reads in the first ten lines what is
 * broken, what was done, who is asked until when, how to answer, and what happens on silence; then
 * what is done of the plan, what is left of the budget, and the last sentences. Drawn from a report
 * alone, so that whoever can query can draw.
 */
public final class Board {
  private static final int BAR = 24;
  private final Paint paint;
  private final int sentences;

  /**
   * @param colours whether the terminal shows colours
   * @param sentences how many of the journal's last sentences to show
   */
  public Board(boolean colours, int sentences) {
    this.paint = new Paint(colours);
    this.sentences = sentences;
  }

  /**
   * The lines of one recovery.
   *
   * @param report as it was queried or filed
   * @param now the clock of budgets and questions that run on while nothing happens
   */
  public List<String> of(Report report, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add(head(report));
    if (!Paint.plain(report.why()).isEmpty()) lines.add("  why     " + Paint.plain(report.why()));
    if (!report.seen().isEmpty()) lines.add("  seen    " + Paint.plain(report.seen()));
    lines.add("  done    " + Paint.plain(report.done()));
    if (report.open() != null) lines.addAll(question(report, now));
    if (!report.plan().steps().isEmpty()) lines.add("  plan    " + progress(report));
    lines.add("  budget  " + budget(report, now));
    lines.addAll(last(report));
    report.leftToDo().forEach(todo -> lines.add("  to do   " + Paint.plain(todo)));
    return lines;
  }

  private String head(Report report) {
    String state =
        report.outcome() == null
            ? paint.bold(report.phase())
            : ending(report.outcome(), report.outcome().name());
    return paint.bold(report.scenario())
        + " of "
        + paint.bold(String.valueOf(report.target()))
        + (report.drill() ? " (drill)" : "")
        + ": "
        + state;
  }

  private String ending(Outcome outcome, String name) {
    if (outcome.recovered() || outcome == Outcome.REHEARSED) return paint.good(name);
    boolean untouched =
        outcome == Outcome.FALSE_ALARM
            || outcome == Outcome.HEALED_MEANWHILE
            || outcome == Outcome.DECLINED;
    return untouched ? paint.asks(name) : paint.bad(name);
  }

  private String progress(Report report) {
    int total = report.plan().steps().size();
    int done = done(report);
    int full = BAR * done / total;
    return "["
        + paint.good("#".repeat(full))
        + "-".repeat(BAR - full)
        + "] "
        + done
        + " of "
        + total
        + " steps done";
  }

  /** A step of the plan counts once its sentence stands in the journal and no undo took it back. */
  private static int done(Report report) {
    return (int) report.plan().steps().stream().filter(step -> stands(step, report)).count();
  }

  private static boolean stands(Plan.Step step, Report report) {
    boolean stands = false;
    for (Entry entry : report.journal()) {
      if (!entry.what().equals(step.phrase())) continue;
      if (entry.kind().equals(step.verb())) stands = true;
      if (entry.kind().equals("undo")) stands = false;
    }
    return stands;
  }

  private String budget(Report report, Instant now) {
    Instant end = report.endedAt() == null ? now : report.endedAt();
    Duration used = Duration.between(report.detectedAt(), end);
    Duration allowed =
        report.budgets().stream()
            .filter(budget -> budget.name().equals("rto"))
            .map(Report.Budget::allowed)
            .findFirst()
            .orElse(Duration.ZERO);
    String people = " (people took " + Spans.text(report.rto().human()) + ")";
    if (allowed.isZero()) return Spans.text(used) + " so far" + people;
    Duration left = allowed.minus(used);
    String rest =
        left.isNegative()
            ? paint.bad("used up " + Spans.text(left.negated()) + " ago")
            : report.endedAt() == null
                ? Spans.text(left) + " left"
                : "kept: took " + Spans.text(used);
    return rest + " of " + Spans.text(allowed) + people;
  }

  private List<String> last(Report report) {
    List<Entry> journal = report.journal();
    return journal.subList(Math.max(0, journal.size() - sentences), journal.size()).stream()
        .map(entry -> "  " + sentence(entry))
        .toList();
  }

  /** One sentence of the journal as one line. */
  public String sentence(Entry entry) {
    String result = Paint.plain(entry.result());
    return paint.faint(clock(entry.at()))
        + " "
        + entry.kind()
        + ": "
        + Paint.plain(entry.what())
        + (result.isEmpty() ? "" : " → " + result);
  }

  /** The open question: who was reached, until when, and the line that answers it. */
  public List<String> question(Report report, Instant now) {
    Question open = report.open();
    String reached =
        open.reached().isEmpty()
            ? paint.bad("nobody was reached")
            : "reached: " + String.join(", ", open.reached());
    return List.of(
        "  " + paint.asks("question " + open.number() + ": " + Paint.plain(open.text())),
        "  answers "
            + String.join(" | ", open.answers())
            + (open.quorum() > 1 ? " (" + open.quorum() + " different people)" : "")
            + "; closes in "
            + Spans.text(Duration.between(now, open.closesAt()))
            + " with \""
            + open.otherwise()
            + "\"; "
            + reached,
        "  answer  " + paint.bold(DecideLine.of(report.target(), open, DecideLine.YOU)));
  }

  private static String clock(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString().substring(11);
  }
}

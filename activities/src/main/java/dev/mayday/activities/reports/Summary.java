package dev.mayday.activities.reports;

import static dev.mayday.activities.reports.Words.orNone;
import static dev.mayday.activities.reports.Words.plain;
import static dev.mayday.activities.reports.Words.row;
import static dev.mayday.activities.reports.Words.span;

import dev.mayday.incident.DecideLine;
import dev.mayday.incident.Entry;
import dev.mayday.incident.Loss;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.incident.Ruling;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The first ten lines: outcome, times, loss, who said yes, what is left. */
final class Summary {
  private final Words words;

  Summary(Words words) {
    this.words = words;
  }

  String of(Report report) {
    return Words.head("", "")
        + row("Time to recover", rto(report))
        + row("Data lost", loss(report.loss()))
        + Unhandled.row(orNone(report.gaps()))
        + row("Kept apart", apart(orNone(report.apart())))
        + row("Decided by", decided(report))
        + row("Left to do", left(orNone(report.leftToDo())))
        + row("Began", words.when(report.detectedAt()) + alert(orNone(report.journal())))
        + row("Ended", report.endedAt() == null ? "not yet" : words.when(report.endedAt()))
        + open(report);
  }

  /** Where the alert's own start was not taken as it stood, its words stand beside. */
  private static String alert(List<Entry> journal) {
    return journal.stream()
        .filter(entry -> "began".equals(entry.kind()))
        .map(entry -> "; by the alert: " + plain(entry.result()))
        .findFirst()
        .orElse("");
  }

  private static String rto(Report report) {
    if (report.rto() == null) return "not known";
    return "**"
        + span(report.rto().total())
        + "**"
        + budget(report)
        + ": machine "
        + span(report.rto().machine())
        + ", waiting for people "
        + span(report.rto().human());
  }

  private static String budget(Report report) {
    return orNone(report.budgets()).stream()
        .filter(budget -> "rto".equals(budget.name()))
        .map(
            budget ->
                " of "
                    + span(budget.allowed())
                    + " allowed ("
                    + (budget.breached() ? "**budget breached**" : "within budget")
                    + ")")
        .findFirst()
        .orElse("");
  }

  private static String loss(Loss loss) {
    if (loss == null) return "not known";
    String figure =
        switch (Objects.requireNonNullElse(loss.kind(), Loss.Kind.BOUND)) {
          case NONE -> "nothing";
          case BOUND ->
              loss.atMost() == null
                  ? "not known, not even a bound"
                  : "at most **" + span(loss.atMost()) + "** (a bound, not measured)";
          case MEASURED ->
              loss.atMost() == null ? "measured" : "**" + span(loss.atMost()) + "** (measured)";
        };
    String sentence = plain(loss.sentence());
    return figure + (sentence.isEmpty() ? "" : ": " + sentence) + aside(loss);
  }

  private static String aside(Loss loss) {
    List<String> aside = orNone(loss.keptAside());
    return aside.isEmpty() ? "" : "; kept aside: " + plain(String.join(", ", aside));
  }

  private static String apart(List<String> apart) {
    return apart.isEmpty() ? "nothing" : "**" + apart.size() + "**: " + plain(shown(apart));
  }

  private static String shown(List<String> names) {
    int most = 5;
    String first = String.join(", ", names.subList(0, Math.min(most, names.size())));
    return names.size() <= most ? first : first + " and " + (names.size() - most) + " more, below";
  }

  private static String decided(Report report) {
    String counted =
        orNone(report.decisions()).stream()
            .filter(Ruling::counted)
            .map(
                said ->
                    plain(said.by())
                        + ": "
                        + plain(said.answer())
                        + " ("
                        + plain(said.identity())
                        + ")")
            .collect(Collectors.joining(", "));
    String who = counted.isEmpty() ? "nobody" : counted;
    return who + unreached(Unreached.of(orNone(report.journal())));
  }

  private static String unreached(List<String> questions) {
    if (questions.isEmpty()) return "";
    String numbers = String.join(", ", questions);
    return "; **nobody was reached**" + (numbers.isEmpty() ? "" : " by question " + numbers);
  }

  private static String left(List<String> left) {
    return left.isEmpty() ? "nothing" : "**" + left.size() + "**, below";
  }

  private String open(Report report) {
    Question open = report.open();
    if (open == null) return "";
    String question =
        open.number()
            + ": "
            + plain(open.text())
            + ", until "
            + words.when(open.closesAt())
            + ", on silence: "
            + plain(open.otherwise());
    return row("Open question", question)
        + row("Asked", asked(orNone(open.reached())))
        + row("To answer", "`" + DecideLine.of(report.target(), open, DecideLine.YOU) + "`");
  }

  private static String asked(List<String> reached) {
    return reached.isEmpty()
        ? "**nobody was reached**"
        : "reached: " + plain(String.join(", ", reached));
  }
}

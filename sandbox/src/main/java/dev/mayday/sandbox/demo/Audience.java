package dev.mayday.sandbox.demo;

import dev.mayday.incident.Entry;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.starter.Board;
import dev.mayday.system.Unavailable;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Shows a recovery on the terminal while it runs, and lets somebody answer what it asks. */
final class Audience {
  private final PrintStream out;
  private final Board board;
  private final Deadline deadline;
  private final Duration lookAgain;
  private final BiConsumer<Report, Question> answering;
  private int shown;
  private int asked;

  /**
   * @param lookAgain how long after one look the next comes
   * @param answering is shown a report and its question; returns once it was answered or not
   */
  Audience(
      PrintStream out,
      boolean colours,
      Deadline deadline,
      Duration lookAgain,
      BiConsumer<Report, Question> answering) {
    this.out = out;
    this.board = new Board(colours, 0);
    this.deadline = deadline;
    this.lookAgain = lookAgain;
    this.answering = answering;
  }

  /**
   * Stays to the end and returns the last report.
   *
   * @param look the report as it stands, or nothing while nobody answers
   * @throws Unavailable when the deadline has passed
   */
  Report watch(Supplier<Optional<Report>> look) {
    while (true) {
      Report report = look.get().orElse(null);
      if (report != null) show(report);
      if (report != null && report.outcome() != null) return report;
      deadline.saw(report);
      LockSupport.parkNanos(lookAgain.toNanos());
    }
  }

  private void show(Report report) {
    List<Entry> journal = report.journal();
    journal
        .subList(Math.min(shown, journal.size()), journal.size())
        .forEach(entry -> out.println("  " + board.sentence(entry)));
    shown = journal.size();
    if (report.open() != null && report.open().number() != asked && settled(report)) ask(report);
  }

  private void ask(Report report) {
    asked = report.open().number();
    board.of(report, Instant.now()).forEach(out::println);
    answering.accept(report, report.open());
    deadline.pause();
  }

  /** Until the first rung was asked nobody can know whether somebody was reached. */
  private static boolean settled(Report report) {
    if (!report.open().reached().isEmpty()) return true;
    List<Entry> journal = report.journal();
    for (int last = journal.size() - 1; last >= 0; last--) {
      if (journal.get(last).kind().equals("asked")) return true;
      if (journal.get(last).kind().equals("question")) return false;
    }
    return false;
  }
}

package dev.mayday.sandbox.demo;

import dev.mayday.incident.Entry;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.starter.Board;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowStub;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/** Shows a recovery on the terminal while it runs, and lets somebody answer what it asks. */
final class Audience {
  private final PrintStream out;
  private final Board board;
  private final BiConsumer<Report, Question> answering;
  private int shown;
  private int asked;

  Audience(PrintStream out, boolean colours, BiConsumer<Report, Question> answering) {
    this.out = out;
    this.board = new Board(colours, 0);
    this.answering = answering;
  }

  /** Stays to the end and returns the last report. */
  Report watch(WorkflowStub recovery) {
    while (true) {
      Report report = look(recovery);
      if (report != null) show(report);
      if (report != null && report.outcome() != null) return report;
      LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
    }
  }

  private static Report look(WorkflowStub recovery) {
    try {
      return recovery.query("report", Report.class);
    } catch (WorkflowException notYet) {
      return null;
    }
  }

  private void show(Report report) {
    List<Entry> journal = report.journal();
    journal
        .subList(Math.min(shown, journal.size()), journal.size())
        .forEach(entry -> out.println("  " + board.sentence(entry)));
    shown = journal.size();
    if (report.open() == null || report.open().number() == asked) return;
    asked = report.open().number();
    board.of(report, Instant.now()).forEach(out::println);
    answering.accept(report, report.open());
  }
}

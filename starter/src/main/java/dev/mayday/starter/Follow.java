package dev.mayday.starter;

import dev.mayday.incident.Entry;
import dev.mayday.incident.Report;
import dev.mayday.system.Unavailable;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowServiceException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Stays with a run to its end and prints each new sentence as it comes. */
final class Follow {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private final Line line;
  private final String run;
  private final PrintWriter out;
  private final Board board;
  private final String hint;
  private int printed;
  private int asked;
  private boolean mute;

  /**
   * @param hint what to say while Temporal is away
   */
  Follow(Line line, String run, PrintWriter out, Paint paint, String hint) {
    this.line = line;
    this.hint = hint;
    this.run = run;
    this.out = out;
    this.board = new Board(paint.colours(), 0);
  }

  /**
   * The report at the end.
   *
   * @throws Unavailable when it ended and no worker is there to say how
   */
  Report toTheEnd() {
    Report end = null;
    while (end == null) {
      end = step();
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    sentences(end.journal());
    return end;
  }

  /**
   * The report once it has ended. While Temporal is away the recovery goes on, and so does this.
   */
  private Report step() {
    try {
      if (!line.open(run)) return end();
      look();
    } catch (StatusRuntimeException | WorkflowServiceException away) {
      if (!Line.unreachable(away)) throw away;
      if (!mute)
        out.println("temporal does not answer; it is asked again every second\nHINT: " + hint);
      mute = true;
      out.flush();
    }
    return null;
  }

  private Report end() {
    try {
      return line.to(run).getResult(Report.class);
    } catch (WorkflowFailedException cancelled) {
      return line.report(run);
    }
  }

  private void look() {
    try {
      Report now = line.report(run);
      sentences(now.journal());
      if (now.open() != null && now.open().number() != asked) ask(now);
      mute = false;
    } catch (Unavailable nobody) {
      if (!mute) out.println(nobody.getMessage());
      mute = true;
    }
    out.flush();
  }

  private void ask(Report now) {
    asked = now.open().number();
    board.question(now, Instant.now()).forEach(out::println);
  }

  private void sentences(List<Entry> journal) {
    for (Entry entry : journal.subList(Math.min(printed, journal.size()), journal.size()))
      out.println(board.sentence(entry));
    printed = Math.max(printed, journal.size());
    out.flush();
  }
}

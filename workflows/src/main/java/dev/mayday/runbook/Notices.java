package dev.mayday.runbook;

import dev.mayday.system.Notice;
import dev.mayday.system.Notifier;
import io.temporal.workflow.Async;
import java.time.Duration;
import java.util.List;

/** Tells people beside the work. Nobody reached is noted and never fails or holds a recovery. */
final class Notices {
  private static final Duration LAST_WORDS = Duration.ofSeconds(30);
  private final Run run;
  private final Notifier notifier;
  private int told;
  private int underWay;

  Notices(Run run) {
    this.run = run;
    notifier = run.ports.control(Notifier.class);
  }

  void tell(String subject, String text) {
    Notice notice =
        new Notice(
            run.target(),
            run.scenario,
            subject + " (" + run.scenario + " of " + run.target() + ")",
            text,
            List.of(),
            run.id + "/" + ++told);
    underWay++;
    Async.procedure(this::deliver, notice);
  }

  /** Lets what is under way arrive, for a while. */
  void finish() {
    Waiting.until("last notices on their way", LAST_WORDS, () -> underWay == 0);
  }

  private void deliver(Notice notice) {
    try {
      List<String> reached =
          run.ports.saying("tell people: " + notice.subject(), () -> notifier.tell(notice));
      run.journal.note("told", notice.subject(), String.join(", ", reached));
    } catch (RuntimeException deaf) {
      run.journal.note(
          "told", notice.subject(), "nobody: " + Trouble.of(deaf, "control").sentence());
    } finally {
      underWay--;
    }
  }
}

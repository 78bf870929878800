package dev.mayday.sandbox.demo;

import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * On-call, who stays with a run to its end: yes to the plan; a test message of which nobody knows
 * is not sent again; where the service runs that was to stand still, all is put back; whatever else
 * blocks is tried again.
 */
final class OnDuty {
  private static final Duration AGAIN = Duration.ofSeconds(20);
  private static final Duration LONGEST = Duration.ofMinutes(25);
  private final Ground ground;
  private final String run;
  private final List<String> answered = new ArrayList<>();
  private int last;
  private Instant when = Instant.MIN;

  OnDuty(Ground ground, String run) {
    this.ground = ground;
    this.run = run;
  }

  /** What was answered, each with its question. */
  List<String> answered() {
    return answered;
  }

  /** Whether the test message was left out. */
  boolean skipped() {
    return answered.stream().anyMatch(one -> one.startsWith("skip: "));
  }

  /** The report at the very end. */
  Report stay() {
    return Until.patiently(run + " ends", LONGEST, this::ended);
  }

  private Optional<Report> ended() {
    try {
      ground.report(run).map(Report::open).filter(this::due).ifPresent(this::answer);
      return ground.open(run)
          ? Optional.empty()
          : Optional.of(ground.of(run).getResult(Report.class));
    } catch (WorkflowException | StatusRuntimeException nobodyAnswers) {
      return Optional.empty();
    }
  }

  private boolean due(Question open) {
    return !open.reached().isEmpty()
        && (open.number() != last || Instant.now().isAfter(when.plus(AGAIN)));
  }

  private void answer(Question open) {
    String answer = answerTo(open);
    if (open.number() != last)
      answered.add(answer + ": " + open.text().lines().findFirst().orElse(""));
    last = open.number();
    ground.scene.say(ground.scene.answering(open.number(), answer, "on-call"));
    when = Instant.now();
  }

  private static String answerTo(Question open) {
    if (open.answers().contains("yes")) return "yes";
    if (open.text().contains("runs again although it was stopped")) return "roll back";
    if (open.text().contains("test message was not sent")) return "retry";
    return open.text().contains("a test message is sent") ? "skip" : "retry";
  }
}

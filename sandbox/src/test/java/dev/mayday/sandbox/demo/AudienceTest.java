package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Entry;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.system.Unavailable;
import dev.mayday.world.Records;
import dev.mayday.world.Reported;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The demo's terminal shows what is true, and does not wait for ever. */
class AudienceTest {
  private static final Instant BEGAN = Reported.BEGAN;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Integer> answered = new ArrayList<>();
  private Instant now = BEGAN;

  @Test
  void aRecoveryThatHangsEndsTheWatchWithWhatToLookAt() {
    assertThatThrownBy(() -> watch(minutely(() -> report(null, null))))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("FallBackToFiles has not ended")
        .hasMessageContaining("its budget is 600 s")
        .hasMessageContaining("HINT: the Web UI");
    assertThat(Duration.between(BEGAN, now)).isBetween(minutes(10), minutes(12));
  }

  @Test
  void aRecoveryThatDoesNotAnswerEndsTheWatch() {
    assertThatThrownBy(() -> watch(minutely(() -> null)))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("has not answered for 2 min")
        .hasMessageContaining("HINT: the Web UI");
  }

  @Test
  void aQuestionIsWaitedForToItsEndAndNotBeyond() {
    Question open = question(List.of("on-call"));
    assertThatThrownBy(() -> watch(minutely(() -> report(null, open, "question", "asked"))))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("question 3 should have closed");
    assertThat(Duration.between(BEGAN, now)).isBetween(minutes(30), minutes(33));
  }

  @Test
  void timeThatPeopleTookIsNotTheMachines() {
    Question open = question(List.of("on-call"));
    Deque<Report> looks = new ArrayDeque<>();
    for (int look = 0; look < 9; look++) looks.add(report(null, open, "question", "asked"));
    for (int look = 0; look < 9; look++) looks.add(report(null, null));
    looks.add(report(Outcome.RECOVERED, null));
    assertThat(watch(minutely(looks::poll)).outcome()).isEqualTo(Outcome.RECOVERED);
  }

  @Test
  void aQuestionIsShownWhenItsDeliveryIsSettled() {
    Deque<Report> looks = new ArrayDeque<>();
    looks.add(report(null, question(List.of()), "asked", "question"));
    looks.add(report(null, question(List.of()), "asked", "question"));
    looks.add(report(null, question(List.of("on-call")), "asked", "question"));
    looks.add(report(Outcome.RECOVERED, null));
    watch(minutely(looks::poll));
    assertThat(said()).contains("reached: on-call").doesNotContain("nobody was reached");
    assertThat(answered).containsExactly(3);
  }

  @Test
  void aQuestionThatReachedNobodyIsShownAsThat() {
    Deque<Report> looks = new ArrayDeque<>();
    looks.add(report(null, question(List.of()), "question"));
    looks.add(report(null, question(List.of()), "question", "asked"));
    looks.add(report(Outcome.DECLINED, null));
    watch(minutely(looks::poll));
    assertThat(said()).contains("nobody was reached");
    assertThat(answered).containsExactly(3);
  }

  private Report watch(Supplier<Optional<Report>> look) {
    PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
    Deadline deadline = new Deadline(() -> now, "the Web UI");
    BiConsumer<Report, Question> answering = (report, asked) -> answered.add(asked.number());
    return new Audience(to, false, deadline, Duration.ZERO, answering).watch(look);
  }

  /** A minute goes by between two looks. */
  private Supplier<Optional<Report>> minutely(Supplier<Report> look) {
    return () -> {
      now = now.plus(minutes(1));
      return Optional.ofNullable(look.get());
    };
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  private static Question question(List<String> reached) {
    return new Question(
        3, "go on?", List.of("yes", "no"), "no", BEGAN, BEGAN.plus(minutes(30)), 1, "", reached);
  }

  private static Report report(Outcome outcome, Question open, String... kinds) {
    List<Entry> journal = new ArrayList<>();
    for (String kind : kinds) journal.add(new Entry(BEGAN, "approve", kind, "something", ""));
    Report begun =
        Records.with(
            Reported.begun(Scene.TARGET),
            Map.of(
                "drill",
                true,
                "budgets",
                List.of(
                    new Report.Budget("recover", minutes(5), Duration.ZERO, false),
                    new Report.Budget("rto", minutes(10), Duration.ZERO, false)),
                "journal",
                journal));
    return Records.with(Records.with(begun, "outcome", outcome), "open", open);
  }
}

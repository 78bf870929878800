package dev.mayday.starter;

import dev.mayday.incident.Question;
import dev.mayday.system.Ask;
import dev.mayday.system.Unavailable;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import java.util.Optional;

/**
 * The question that a run has open. While no worker is up nobody can be asked for it, but it stands
 * in the history since it was put to people; so an answer can be proven with a code even then.
 */
final class OpenQuestion {
  private static final String ASKING = "ApproversAsk";
  private final WorkflowClient client;
  private final String id;

  OpenQuestion(WorkflowClient client, String id) {
    this.client = client;
    this.id = id;
  }

  /** As the run says it; nothing when none is open. */
  Optional<Question> live(String run) {
    return Optional.ofNullable(new Line(client, id).report(run).open());
  }

  /**
   * As it was last put to people.
   *
   * @throws Unavailable when none was put to anybody yet
   */
  Question asked(String run) {
    return client
        .streamHistory(id, run)
        .filter(OpenQuestion::asks)
        .reduce((earlier, later) -> later)
        .map(this::question)
        .orElseThrow(() -> Patience.silence(id));
  }

  private static boolean asks(HistoryEvent event) {
    return event.hasActivityTaskScheduledEventAttributes()
        && event
            .getActivityTaskScheduledEventAttributes()
            .getActivityType()
            .getName()
            .equals(ASKING);
  }

  private Question question(HistoryEvent event) {
    Payloads input = event.getActivityTaskScheduledEventAttributes().getInput();
    return client
        .getOptions()
        .getDataConverter()
        .fromPayloads(0, Optional.of(input), Ask.class, Ask.class)
        .question();
  }
}

package dev.mayday.worker;

import dev.mayday.activities.approvers.Presses;
import dev.mayday.activities.estate.Person;
import dev.mayday.activities.telegram.Press;
import dev.mayday.incident.Question;
import java.util.Optional;

/**
 * A press that leads to a run that is open.
 *
 * @param press the press
 * @param person whose account pressed
 * @param key makes buttons and proofs
 * @param workflowId the run's workflow
 * @param run the run
 */
record Pressed(Press press, Person person, String key, String workflowId, String run) {
  /** The answer that was pressed, if the button is this person's for this question. */
  Optional<String> answer(Question open, Person whose) {
    String user = whose.telegram().orElseThrow().user();
    return open.answers().stream()
        .filter(
            answer -> Presses.data(key, run, open, whose.name(), user, answer).equals(press.data()))
        .findFirst();
  }

  /** What proves to the run that this account pressed. */
  String proof(Question open, String answer) {
    return Presses.proof(
        key, run, open, person.name(), person.telegram().orElseThrow().user(), answer);
  }
}

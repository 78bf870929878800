package dev.mayday.worker;

import dev.mayday.activities.approvers.Presses;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Person;
import dev.mayday.activities.estate.Reaching;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.telegram.Press;
import dev.mayday.activities.telegram.Taken;
import dev.mayday.activities.telegram.Taker;
import dev.mayday.activities.temporal.Runs;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.incident.Target;
import dev.mayday.runbook.Decision;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import java.util.Optional;

/**
 * Turns presses of one bot's buttons into decisions. Which button it was is found by making the
 * buttons of the open question anew, and whether it was pressed before is read in the run's own
 * rulings: nothing is kept here, so nothing is lost with a worker.
 */
record PressDesk(EstateFile estate, Secrets secrets, Runs runs, Talks talks, Bots.Bot bot)
    implements Taker {
  private static final String CLOSED = "This question is closed.";

  @Override
  public Taken take(Press press) {
    Person person = whose(press.from()).orElse(null);
    if (person == null)
      return Taken.refused("This account may not answer: it is nobody's in mayday.yaml.");
    String key = key();
    for (Target target : estate.services().keySet()) {
      String run = run(target);
      if (!run.isEmpty() && press.data().startsWith(Presses.tag(key, run)))
        return heard(new Pressed(press, person, key, target.recoveryId(), run));
    }
    return Taken.closed(CLOSED);
  }

  private Optional<Person> whose(String account) {
    return bot.people().stream()
        .filter(person -> person.telegram().orElseThrow().user().equals(account))
        .findFirst();
  }

  /** Without the key no press can be judged; it is kept until the key is there. */
  private String key() {
    try {
      return secrets
          .resolve(estate.reaching().codes().map(Reaching.OneTimeCodes::key).orElse(""))
          .reveal();
    } catch (Refused missing) {
      throw new Unavailable("codes.key: " + missing.getMessage());
    }
  }

  private String run(Target target) {
    return runs.open(target.recoveryId()).map(open -> open.getExecution().getRunId()).orElse("");
  }

  /** Where Temporal answers and the run does not, others' presses must not wait behind this one. */
  private Taken heard(Pressed at) {
    try {
      return pressed(at);
    } catch (Unavailable silent) {
      runs.open(at.workflowId());
      return Taken.refused(
          "The recovery does not answer now: press again, or answer in a terminal.");
    }
  }

  private Taken pressed(Pressed at) {
    Report report = talks.report(at.workflowId(), at.run());
    Question open = report.open();
    if (open == null) return Taken.closed(CLOSED);
    String answer = at.answer(open, at.person()).orElse("");
    if (answer.isEmpty()) return notTheirs(at, open);
    if (already(report, open, at.person().name(), answer))
      return Taken.tooLate(says(at, open, answer) + "counted already");
    return decided(at, open, answer);
  }

  private Taken notTheirs(Pressed at, Question open) {
    boolean others = bot.people().stream().anyMatch(other -> at.answer(open, other).isPresent());
    return others
        ? Taken.refused("This button is somebody else's: answer by the message that you got.")
        : Taken.closed(CLOSED);
  }

  private static boolean already(Report report, Question open, String name, String answer) {
    return report.decisions().stream()
        .anyMatch(
            said ->
                said.counted()
                    && said.question() == open.number()
                    && said.by().equals(name)
                    && said.answer().equals(answer));
  }

  private Taken decided(Pressed at, Question open, String answer) {
    String name = at.person().name();
    Decision decision =
        new Decision(open.number(), answer, name, at.proof(open, answer), "", false);
    String came = talks.decide(at.workflowId(), at.run(), at.press().id(), decision);
    String said = says(at, open, answer) + came;
    return came.startsWith("counted") ? Taken.counted(said) : Taken.refused(said);
  }

  /** The same words however often it is pressed: whatever is written last, the chat says who. */
  private static String says(Pressed at, Question open, String answer) {
    return at.person().name() + " says " + answer + " to question " + open.number() + ": ";
  }
}

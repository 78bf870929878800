package dev.mayday.starter;

import dev.mayday.activities.approvers.Codes;
import dev.mayday.activities.secret.Secret;
import dev.mayday.incident.Question;
import dev.mayday.runbook.Decision;
import dev.mayday.system.Unavailable;
import io.temporal.client.WorkflowClient;
import java.util.Optional;

/** Carries one person's answer to a run, with the code that proves it. */
final class Answer {
  private final WorkflowClient client;
  private final String id;
  private final String by;
  private final Optional<Secret> token;

  Answer(WorkflowClient client, String id, String by, Optional<Secret> token) {
    this.client = client;
    this.id = id;
    this.by = by;
    this.token = token;
  }

  /** The code for an answer; empty without a token: then the name is only claimed. */
  String code(String run, Question about, String answer, boolean breakGlass) {
    return token
        .map(
            secret ->
                Codes.make(
                    secret.reveal(), run, about.number(), about.plan(), by, answer, breakGlass))
        .orElse("");
  }

  /**
   * Gives the answer, by Update where a worker is up, else by Signal: then it is kept and judged
   * later. Returns what came of it.
   */
  String give(String run, int question, String answer, String reason, boolean breakGlass) {
    OpenQuestion open = new OpenQuestion(client, id);
    Line line = new Line(client, id);
    try {
      Question about = open.live(run).orElse(null);
      String code = about == null ? "" : code(run, about, answer, breakGlass);
      return line.tell("decide", run, new Decision(question, answer, by, code, reason, breakGlass));
    } catch (Unavailable nobody) {
      String code = token.isEmpty() ? "" : code(run, open.asked(run), answer, breakGlass);
      line.leaveWord("decide", run, new Decision(question, answer, by, code, reason, breakGlass));
      return "kept: no worker answers now; it is judged as soon as one is up";
    }
  }
}

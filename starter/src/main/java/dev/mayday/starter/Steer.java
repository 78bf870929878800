package dev.mayday.starter;

import dev.mayday.incident.Target;
import dev.mayday.runbook.Control;
import picocli.CommandLine.Option;

/** What the commands share that steer a recovery under way. */
abstract class Steer extends Saying {
  @Option(names = "--why", paramLabel = "TEXT", description = "One line for the report.")
  String why = "";

  Steer(Surroundings around) {
    super(around);
  }

  /** Says it with a name and without a code; a token that cannot be read is said all the same. */
  final int say(String update) {
    String by = who.required(this);
    Target target = where.one(this);
    who.token(this);
    Line line = new Line(temporal(), target.recoveryId());
    String run = line.running().run();
    return print(target, run, line.tell(update, run, new Control(by, why, "")));
  }

  /** Answers whatever question is open with this word. */
  final int answer(String word) {
    String by = who.required(this);
    Target target = where.one(this);
    String id = target.recoveryId();
    var token = who.token(this);
    Line line = new Line(temporal(), id);
    String run = line.running().run();
    Answer answer = new Answer(temporal(), id, by, token);
    String code =
        new OpenQuestion(temporal(), id)
            .live(run)
            .map(question -> answer.code(run, question, word, false))
            .orElse("");
    return print(target, run, line.tell(word, run, new Control(by, why, code)));
  }
}

package dev.mayday.starter;

import dev.mayday.runbook.Control;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands share that steer a recovery under way. */
abstract class Steer extends MaydayCommand {
  @Mixin final Where where = new Where();
  @Mixin final Who who = new Who();

  @Option(names = "--why", paramLabel = "TEXT", description = "One line for the report.")
  String why = "";

  Steer(Surroundings around) {
    super(around);
  }

  /** Says it with a name and without a code. */
  final int say(String update) {
    String by = who.required(this);
    String id = where.one(this).recoveryId();
    Line line = new Line(temporal(), id);
    return print(line.tell(update, line.running().run(), new Control(by, why, "")));
  }

  /** Answers whatever question is open with this word. */
  final int answer(String word) {
    String by = who.required(this);
    String id = where.one(this).recoveryId();
    String run = new Line(temporal(), id).running().run();
    Answer answer = new Answer(temporal(), id, by, who.token(this));
    String code =
        new OpenQuestion(temporal(), id)
            .live(run)
            .map(question -> answer.code(run, question, word, false))
            .orElse("");
    return print(new Line(temporal(), id).tell(word, run, new Control(by, why, code)));
  }

  final int print(String result) {
    boolean counted = !result.startsWith("not counted");
    out().println(counted ? result : paint().bad(result));
    out().flush();
    return counted ? Exit.DONE : Exit.REFUSED;
  }
}

package dev.mayday.starter;

import dev.mayday.incident.Target;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers a numbered question. */
@Command(
    name = "decide",
    description = "Answer the question that a recovery has open.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  mayday decide production/whatsapp 1 yes --by on-call --token-file ~/.mayday-token",
      "  mayday decide 2 'roll back' -e production -s whatsapp --by on-call",
      "  mayday decide 1 yes --by on-call --break-glass --reason 'nobody else can be reached'",
      "      overrides quorum and self-approval; it stands in the report and everybody is told"
    })
final class Decide extends Saying {
  @Parameters(
      arity = "2..3",
      paramLabel = "[ENVIRONMENT/SERVICE] QUESTION ANSWER",
      hideParamSyntax = true,
      description = "The question's number, and one of its legal answers.")
  List<String> words;

  @Option(names = "--reason", paramLabel = "TEXT", description = "One line for the report.")
  String reason = "";

  @Option(
      names = "--break-glass",
      description = "Alone and now, against quorum and self-approval; needs --reason.")
  boolean breakGlass;

  Decide(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    String answer = words.get(words.size() - 1);
    int question = number(words.get(words.size() - 2));
    if (words.size() == 3) where.take(words.get(0), this);
    if (breakGlass && reason.isBlank())
      throw wrongUse("--break-glass needs a reason\nHINT: add --reason with one line");
    return give(question, answer);
  }

  private int give(int question, String answer) {
    String by = who.required(this);
    Target target = where.one(this);
    String id = target.recoveryId();
    var token = who.token(this);
    String run = new Line(temporal(), id).running().run();
    Answer given = new Answer(temporal(), id, by, token);
    return print(target, run, given.give(run, question, answer, reason, breakGlass));
  }

  private int number(String text) {
    if (!text.matches("[1-9][0-9]{0,5}"))
      throw wrongUse(
          "\"" + text + "\" is not a question's number\nHINT: `mayday status` shows what is asked");
    return Integer.parseInt(text);
  }
}

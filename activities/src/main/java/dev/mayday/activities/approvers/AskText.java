package dev.mayday.activities.approvers;

import dev.mayday.incident.Clocks;
import dev.mayday.incident.DecideLine;
import dev.mayday.incident.Question;
import dev.mayday.system.Ask;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A question as people read it, most important first: a long plan may be cut by a channel, the way
 * to answer may not.
 */
final class AskText {
  private final String webUi;
  private final String namespace;
  private final Clocks clocks;

  AskText(String webUi, String namespace, String zone) {
    this.webUi = webUi;
    this.namespace = namespace;
    this.clocks = Clocks.of(zone);
  }

  String subject(Ask ask) {
    return "Question "
        + ask.question().number()
        + " about "
        + ask.target()
        + " ("
        + ask.scenario()
        + ")";
  }

  String of(Ask ask, String name) {
    return what(ask.question()) + "\n" + how(ask, name) + "\n" + plan(ask);
  }

  /** The same with the person's one-time code, for a channel that reaches nobody else. */
  String own(Ask ask, String name, String code) {
    return what(ask.question()) + "\n" + howWith(ask, name, code) + "\n" + plan(ask);
  }

  private String what(Question question) {
    String people =
        question.quorum() > 1 ? question.quorum() + " different people must agree.\n" : "";
    return question.text()
        + "\n\n"
        + "Answers: "
        + String.join(" | ", question.answers())
        + "\n"
        + "Until: "
        + clocks.when(question.closesAt())
        + "\n"
        + "On silence: "
        + question.otherwise()
        + "\n"
        + people;
  }

  /** A name alone is offered only where it counts. */
  private String how(Ask ask, String name) {
    return terminal(ask, name)
        + (ask.question().verified()
            ? "or by a button of this message, where it has one. A name alone does not count"
                + " here.\n"
                + link(ask)
                + "\n"
            : webUi(ask, "\"by\":" + json(name)));
  }

  /** Where nobody else reads it. */
  private String howWith(Ask ask, String name, String code) {
    return "Your code, for this question alone and to be used once: "
        + code
        + "\n\n"
        + webUi(ask, "\"code\":" + json(code))
        + "\n"
        + terminal(ask, name);
  }

  private static String terminal(Ask ask, String name) {
    return "Answer in a terminal:\n" + DecideLine.of(ask.target(), ask.question(), name) + "\n\n";
  }

  private String webUi(Ask ask, String who) {
    Question question = ask.question();
    return "or in the Web UI, \"Send an Update\", decide:\n"
        + "{\"question\":"
        + question.number()
        + ",\"answer\":"
        + json(question.answers().get(0))
        + ","
        + who
        + "}\n"
        + link(ask)
        + "\n";
  }

  private String plan(Ask ask) {
    if (ask.plan().isEmpty()) return "";
    StringBuilder plan = new StringBuilder("The plan " + shortHash(ask.question().plan()) + ":\n");
    int number = 0;
    for (String phrase : ask.plan()) plan.append(++number).append(". ").append(phrase).append('\n');
    return plan.toString();
  }

  private String link(Ask ask) {
    String base = webUi.endsWith("/") ? webUi.substring(0, webUi.length() - 1) : webUi;
    return base
        + "/namespaces/"
        + encoded(namespace)
        + "/workflows/"
        + encoded(ask.workflowId())
        + "/"
        + encoded(ask.run());
  }

  private static String shortHash(String hash) {
    return hash.length() > 12 ? hash.substring(0, 12) : hash;
  }

  private static String json(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

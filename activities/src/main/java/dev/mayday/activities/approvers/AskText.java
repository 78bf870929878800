package dev.mayday.activities.approvers;

import dev.mayday.incident.Question;
import dev.mayday.system.Ask;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A question as people read it, most important first: a long plan may be cut by a channel, the way
 * to answer may not.
 */
final class AskText {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private final String webUi;
  private final String namespace;
  private final ZoneId zone;

  AskText(String webUi, String namespace, String zone) {
    this.webUi = webUi;
    this.namespace = namespace;
    this.zone = ZoneId.of(zone);
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

  private String what(Question question) {
    String people =
        question.quorum() > 1 ? question.quorum() + " different people must agree.\n" : "";
    return question.text()
        + "\n\n"
        + "Answers: "
        + String.join(" | ", question.answers())
        + "\n"
        + "Until: "
        + when(question.closesAt())
        + "\n"
        + "On silence: "
        + question.otherwise()
        + "\n"
        + people;
  }

  private String when(Instant at) {
    String utc = WHEN.format(at.atOffset(ZoneOffset.UTC)) + " UTC";
    if (zone.getRules().isFixedOffset() && zone.getRules().getOffset(at).equals(ZoneOffset.UTC))
      return utc;
    return utc + " (" + TIME.format(at.atZone(zone)) + " " + zone + ")";
  }

  private String how(Ask ask, String name) {
    int number = ask.question().number();
    String answer = ask.question().answers().get(0);
    return "Answer in a terminal:\n"
        + "mayday decide "
        + ask.target()
        + " "
        + number
        + " "
        + word(answer)
        + " --by "
        + word(name)
        + "\n\n"
        + "or in the Web UI, \"Send an Update\", decide:\n"
        + "{\"question\":"
        + number
        + ",\"answer\":"
        + json(answer)
        + ",\"by\":"
        + json(name)
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

  /** As a shell takes it for one word. */
  private static String word(String text) {
    return text.matches("[A-Za-z0-9._-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private static String json(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

package dev.mayday.starter.setup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the test message could be sent. It is never sent here: the code alone is read, and all of it
 * is unsure.
 */
final class MessageLook {
  private static final String ROUTE =
      "((POST|PUT|PATCH) )?/[A-Za-z0-9_/.:-]*(send|message|outbox|notify|dispatch)[A-Za-z0-9_/.:-]*";
  private static final String FIELDS = "\\{[A-Za-z0-9_, ]+\\} *= *(await +)?[A-Za-z_.]*[bB]ody";
  private static final String SENT = "(success|ok|sent|accepted|delivered)['\"]?: *true";
  private static final String ID = "(message|msg)_?[iI][dD]";
  private static final Pattern TO =
      Pattern.compile("(?i).*(phone|to|recipient|jid|number|msisdn|dest).*");
  private static final Pattern TEXT =
      Pattern.compile("(?i).*(message|text|body|content|caption).*");

  private final Words code;
  private final List<Integer> ports;
  private final Site site;
  private final Wishes wishes;

  MessageLook(Words code, List<Integer> ports, Site site, Wishes wishes) {
    this.code = code;
    this.ports = ports;
    this.site = site;
    this.wishes = wishes;
  }

  void guess(Guesses guesses) {
    String in = "service.messaging.";
    List<Map.Entry<String, String>> routes =
        code.quoted(ROUTE).stream()
            .filter(one -> !one.getKey().matches(".*\\.(js|ts|json)"))
            .toList();
    if (routes.isEmpty() || ports.isEmpty()) {
      unknown(guesses, wishes);
      return;
    }
    String base = "http://127.0.0.1:" + ports.get(0);
    Map.Entry<String, String> route = routes.get(0);
    guesses.unsure(
        in + "sendUrl",
        base + path(route.getKey()),
        "stands in " + route.getValue() + "; it was not tried",
        routes.stream().skip(1).map(one -> base + path(one.getKey())).toArray(String[]::new));
    String method = route.getKey().replaceFirst("/.*", "").strip();
    if (!method.isEmpty() && !method.equals("POST"))
      guesses.likely(in + "sendMethod", method, "stands before it in " + route.getValue());
    body(guesses, in, route.getValue());
    Header.in(code, route.getValue(), site, wishes)
        .ifPresent(one -> guesses.unsure(in + "sendHeaders", one.flow(), one.evidence()));
    answer(guesses, in, route.getValue());
  }

  private void body(Guesses guesses, String in, String file) {
    Map<String, String> body = new LinkedHashMap<>();
    Optional<String> fields =
        code.matching(FIELDS).stream()
            .filter(one -> one.getValue().equals(file))
            .map(one -> one.getKey().replaceFirst("}.*", "").substring(1))
            .findFirst();
    for (String field :
        fields.map(text -> text.strip().split("\\s*,\\s*", -1)).orElse(new String[0]))
      if (TEXT.matcher(field).matches()) body.putIfAbsent(field.strip(), "{text}");
      else if (TO.matcher(field).matches())
        body.putIfAbsent(field.strip(), wishes.secret(wishes.service() + "-test-phone"));
    if (body.containsValue("{text}"))
      guesses.unsure(
          in + "sendBody", Yaml.flow(body), "the fields that " + file + " reads of a body");
    else noBody(guesses, wishes, in, file);
  }

  /** All of it, where not even the place is known that a message is sent to. */
  static void unknown(Guesses guesses, Wishes wishes) {
    String in = "service.messaging.";
    guesses.missing(in + "sendUrl", "where the service takes a message by POST: see its code");
    noBody(guesses, wishes, in, "its code");
    noAnswer(guesses, in, "its code");
    noId(guesses, in, "its code");
  }

  private static void noBody(Guesses guesses, Wishes wishes, String in, String where) {
    guesses.missing(
        in + "sendBody",
        "the fields of a message's JSON body by name, such as { /to/number: \"%s\", text: \"{text}\" }; fields that are no texts stand in sendUnquoted, too: see %s"
            .formatted(wishes.secret(wishes.service() + "-test-phone"), where));
  }

  private static void noAnswer(Guesses guesses, String in, String where) {
    guesses.missing(
        in + "sentField",
        "a JSON pointer to what the answer says of a message that was taken, such as /result/state, with the word for it in sentValues; \"\" where a status of 2xx says it: see "
            + where);
  }

  private static void noId(Guesses guesses, String in, String where) {
    guesses.missing(
        in + "sentId",
        "a JSON pointer to the message's id in the answer, such as /result/id; \"\" where it has none: see "
            + where);
  }

  private static String path(String route) {
    return route.replaceFirst("^[A-Z]+ ", "");
  }

  /** Where the answer says that a message was taken, and by which id. */
  private void answer(Guesses guesses, String in, String file) {
    field(SENT, file)
        .ifPresentOrElse(
            name -> guesses.unsure(in + "sentField", "/" + name, "is set to true in " + file),
            () -> noAnswer(guesses, in, file));
    field(ID, file)
        .ifPresentOrElse(
            name -> guesses.unsure(in + "sentId", "/" + name, "stands in " + file),
            () -> noId(guesses, in, file));
  }

  private Optional<String> field(String extended, String file) {
    return code.tree().pieces(code.ref(), extended).getOrDefault(file, List.of()).stream()
        .map(piece -> piece.replaceFirst("['\"]?:.*", ""))
        .findFirst();
  }
}

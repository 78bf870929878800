package dev.mayday.sandbox.demo;

import dev.mayday.activities.telegram.TelegramServer;
import dev.mayday.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** On-call's own chat with a bot on this machine, and one of somebody who is on no ladder. */
final class Chat implements AutoCloseable {
  static final long ON_CALL = 4711;
  static final long NIGHT = 4712;
  private static final Pattern CODE = Pattern.compile("used once: ([0-9A-Z]{6})");
  private static final Pattern RUN = Pattern.compile("/workflows/[^/\\s]+/([0-9a-f-]{36})");
  private final String token = number() + ":" + UUID.randomUUID();
  private final String key = UUID.randomUUID().toString();
  private final TelegramServer server =
      new TelegramServer(token, String.valueOf(ON_CALL), String.valueOf(NIGHT));

  /**
   * A bot's number is the first part of its token: one test's must not be found where another put
   * its own.
   */
  static long number() {
    return ThreadLocalRandom.current().nextLong(7_000_000_000L, 8_000_000_000L);
  }

  /** Adds the chats to a sandbox that Mayday has not seen yet. */
  Setting setting(Sandbox sandbox) {
    write(sandbox.secret("bot"), token);
    write(sandbox.secret("codes"), key);
    write(sandbox.secret("night"), UUID.randomUUID().toString());
    return new Setting(
        Map.of(), Map.of("bot", token, "codes", key), text -> configured(text, sandbox));
  }

  private String configured(String text, Sandbox sandbox) {
    String night = "\n  night: { token: \"file:" + sandbox.secret("night") + "\", %s }";
    return text.replaceFirst(
            "on-call: \\{ token: \"(file:.*/on-call)\" }",
            "on-call: { token: \"$1\", "
                + chat(sandbox, ON_CALL)
                + " }"
                + night.formatted(chat(sandbox, NIGHT)))
        .replaceFirst(
            "\npeople:\n", "\ncodes: { key: \"file:" + sandbox.secret("codes") + "\" }$0");
  }

  private String chat(Sandbox sandbox, long account) {
    return "telegram: { bot: \"file:%s\", chat: \"%d\", user: \"%d\", api: \"%s\" }"
        .formatted(sandbox.secret("bot"), account, account, server.url());
  }

  /** The question as it came to on-call, with its buttons. */
  TelegramServer.Message asked(String subject) {
    return Until.found(
        "a message: " + subject,
        () ->
            server.in(String.valueOf(ON_CALL)).stream()
                .filter(one -> one.text().startsWith(subject) && !one.buttons().isEmpty())
                .reduce((before, last) -> last));
  }

  /** What stands in on-call's chat, in order. */
  List<String> told() {
    return server.in(String.valueOf(ON_CALL)).stream().map(TelegramServer.Message::text).toList();
  }

  /** The one-time code in a message. */
  static String code(TelegramServer.Message message) {
    Matcher code = CODE.matcher(message.text());
    if (!code.find()) throw new AssertionError("there is no code in " + message.text());
    return code.group(1);
  }

  /** Leaves the one-time code of each run that asked on-call in a file with the run's name. */
  void lay(Path folder) {
    for (TelegramServer.Message message : server.in(String.valueOf(ON_CALL))) {
      Matcher run = RUN.matcher(message.text());
      Matcher code = CODE.matcher(message.text());
      if (run.find() && code.find()) write(folder.resolve(run.group(1)), code.group(1));
    }
  }

  /** Presses, and returns what whoever pressed is shown. */
  String press(TelegramServer.Message message, String label, long account) {
    return shown(server.press(message, label, account));
  }

  /** The same by a program, with any data. */
  String send(TelegramServer.Message message, String data, long account) {
    return shown(server.send(message, data, account));
  }

  private String shown(String press) {
    return Until.found(
        "an answer to a press",
        () ->
            server.toasts().stream()
                .filter(one -> one.press().equals(press))
                .map(TelegramServer.Toast::text)
                .findFirst());
  }

  /** A message as it stands once it was written anew. */
  TelegramServer.Message edited(TelegramServer.Message message) {
    return Until.found(
        "the message without its buttons",
        () -> Optional.of(now(message)).filter(TelegramServer.Message::edited));
  }

  TelegramServer.Message now(TelegramServer.Message message) {
    return server.in(message.chat()).stream()
        .filter(one -> one.id() == message.id())
        .findFirst()
        .orElseThrow();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}

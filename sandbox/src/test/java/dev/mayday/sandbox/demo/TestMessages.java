package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What WhatsApp has accepted for the number of the test message. The sandbox's check sends there
 * too, and once there is a conversation with that number, what goes on all day may fall on it.
 */
final class TestMessages {
  private static final String NUMBER = "session-79990000000.0";
  private static final String ALL_DAY = "\"size\":" + "background".length() + "}";

  private TestMessages() {}

  static long sent(Sandbox sandbox) {
    Path ledger = sandbox.folder().resolve("whatsapp/acknowledged.jsonl");
    if (!Files.exists(ledger)) return 0;
    try (Stream<String> lines = Files.lines(ledger)) {
      return lines.filter(line -> line.contains(NUMBER) && !line.endsWith(ALL_DAY)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

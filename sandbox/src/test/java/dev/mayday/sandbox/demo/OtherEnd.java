package dev.mayday.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What WhatsApp's side of the sandbox wrote down: it knows neither the service nor Mayday. */
record OtherEnd(Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static OtherEnd of(Sandbox sandbox) {
    return new OtherEnd(sandbox.folder().resolve("whatsapp"));
  }

  /**
   * One message that it accepted.
   *
   * @param name the conversation, as the file of its session is called
   * @param at where on the conversation's chains it stood
   * @param pid the service process that sent it
   */
  record Message(String id, String name, Position at, long pid) {
    static Message of(JsonNode line) {
      return new Message(
          line.path("id").asText(),
          line.path("company").asText() + "/" + line.path("key").asText() + ".json",
          new Position(
              line.path("base").asText(),
              line.path("chain").asText(),
              line.path("counter").asInt()),
          line.path("pid").asLong());
    }
  }

  /** In order. */
  List<Message> messages() {
    return lines("acknowledged.jsonl").stream().map(Message::of).toList();
  }

  /** When it accepted each message of a company. */
  List<Instant> accepted(String company) {
    return lines("acknowledged.jsonl").stream()
        .filter(line -> line.path("company").asText().equals(company))
        .map(line -> Instant.parse(line.path("at").asText()))
        .toList();
  }

  /** Where each conversation stood after the last message of one process. */
  Map<String, Position> last(long pid) {
    Map<String, Position> last = new LinkedHashMap<>();
    for (Message message : messages())
      if (message.pid() == pid) last.put(message.name(), message.at());
    return last;
  }

  /** What it refused since then: new identities, stale sessions, pre-keys used twice … */
  List<String> refused(Instant since) {
    return lines("violations.jsonl").stream()
        .filter(line -> Instant.parse(line.path("at").asText()).isAfter(since))
        .map(JsonNode::toString)
        .toList();
  }

  /** Messages that used a key that was used before, or a chain that had been left: counted anew. */
  List<Message> usedAgain() {
    return usedAgain(messages());
  }

  static List<Message> usedAgain(List<Message> messages) {
    Map<String, Position> at = new HashMap<>();
    Map<String, Set<String>> left = new HashMap<>();
    List<Message> again = new ArrayList<>();
    for (Message message : messages) {
      Position was = at.put(message.name(), message.at());
      Set<String> old = left.computeIfAbsent(message.name(), name -> new HashSet<>());
      if (was != null && !was.chain().equals(message.at().chain())) old.add(was.chain());
      boolean back = was != null && was.sameChain(message.at()) && !message.at().after(was);
      if (back || old.contains(message.at().chain())) again.add(message);
    }
    return again;
  }

  private List<JsonNode> lines(String name) {
    Path file = folder.resolve(name);
    List<JsonNode> lines = new ArrayList<>();
    try {
      if (!Files.exists(file)) return lines;
      String text = Files.readString(file);
      // the last line may be being written
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList())
        lines.add(JSON.readTree(line));
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

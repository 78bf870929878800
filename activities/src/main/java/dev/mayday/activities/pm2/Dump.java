package dev.mayday.activities.pm2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mayday.activities.disk.Disk;
import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Settings;
import dev.mayday.system.SavedProcess;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * PM2's saved list, {@code dump.pm2}, as {@code pm2 save} leaves it: one entry for each process,
 * its environment within ({@code env}) and once more beside it. It is full of secrets and never
 * printed. {@code pm2 save} itself would write every process as it is now; here two variables of
 * one entry are set, and the rest stays as its owner saved it.
 */
record Dump(NodeProcess process, Settings settings) {
  private static final String OWN = "env";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  SavedProcess read() {
    if (!Files.exists(file())) return SavedProcess.NONE;
    try {
      List<ObjectNode> entries = entries(tree(bytes()));
      if (entries.isEmpty()) return SavedProcess.NONE;
      if (entries.size() > 1) return trouble("has it " + entries.size() + " times");
      ObjectNode entry = entries.get(0);
      return new SavedProcess(
          true,
          entry.path("status").asText(""),
          variables(entry.path(OWN)),
          variables(entry),
          writable() ? "" : file() + " is not this user's to write");
    } catch (IOException unread) {
      return trouble("cannot be read");
    }
  }

  /** Sets the two variables to what {@code to} says, where they are what {@code from} says. */
  void write(SavedProcess from, SavedProcess to) {
    try {
      byte[] before = bytes();
      JsonNode list = tree(before);
      for (ObjectNode entry : entries(list)) {
        if (is(entry, to)) return;
        if (!is(entry, from)) throw changed();
        set(entry, to);
      }
      put(before, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(list));
    } catch (IOException e) {
      throw new Unavailable(
          "%s cannot be written: %s\nHINT: see that the disk has room and the folder is writable"
              .formatted(file(), e.getClass().getSimpleName()));
    }
  }

  /** As late as can be, since {@code pm2 save} does not know of our locks. */
  private void put(byte[] before, byte[] after) throws IOException {
    Path real = file().toRealPath();
    Path aside = real.resolveSibling(real.getFileName() + ".mayday-next");
    Disk.write(aside, after);
    try {
      Disk.dressAs(real, aside);
      if (!Arrays.equals(bytes(), before)) throw changed();
      Disk.rename(aside, real);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private boolean is(ObjectNode entry, SavedProcess saved) {
    return variables(entry.path(OWN)).equals(saved.own()) && variables(entry).equals(saved.flat());
  }

  private void set(ObjectNode entry, SavedProcess to) {
    if (entry.path(OWN) instanceof ObjectNode own) set(own, to.own());
    set(entry, to.flat());
  }

  private void set(ObjectNode at, Map<String, String> values) {
    for (String name : names())
      if (values.containsKey(name)) at.put(name, values.get(name));
      else at.remove(name);
  }

  private Map<String, String> variables(JsonNode at) {
    Map<String, String> found = new TreeMap<>();
    for (String name : names()) if (at.has(name)) found.put(name, at.path(name).asText());
    return found;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(List.of(settings.mode()));
    if (settings.leaveOut() != null && !settings.leaveOut().isEmpty())
      names.add(settings.leaveOut());
    return names;
  }

  private List<ObjectNode> entries(JsonNode list) {
    List<ObjectNode> found = new ArrayList<>();
    for (JsonNode one : list)
      if (one instanceof ObjectNode entry && entry.path("name").asText().equals(process.name()))
        found.add(entry);
    return found;
  }

  private byte[] bytes() throws IOException {
    return Files.readAllBytes(file());
  }

  /** The library's own words would quote what it read. */
  private static ArrayNode tree(byte[] bytes) throws IOException {
    try {
      if (JSON.readTree(bytes) instanceof ArrayNode list) return list;
    } catch (JsonProcessingException noJson) {
      // Said below, as what is no list.
    }
    throw new IOException("no list");
  }

  private boolean writable() throws IOException {
    Path real = file().toRealPath();
    return Files.isWritable(real) && Files.isWritable(real.getParent());
  }

  private SavedProcess trouble(String why) {
    return new SavedProcess(true, "", Map.of(), Map.of(), file() + " " + why);
  }

  private Unsafe changed() {
    return new Unsafe(
        "what PM2 had saved of %s was changed since it was looked at\nHINT: see who works on it; nothing was written"
            .formatted(process.name()));
  }

  private Path file() {
    return Path.of(process.pm2Home()).resolve("dump.pm2");
  }
}

package dev.mayday.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the rows must be after a return to the database, said once more and in other words than
 * Mayday's own: see decision 0006.
 *
 * @param copy what was taken for the fallback
 * @param before the rows right before the return
 * @param files the files as the service left them
 * @param newer rows that somebody wrote while the service was on files
 * @param apart companies that were not started on files
 */
record Homecoming(Keys copy, Keys before, Keys files, Set<String> newer, Set<String> apart) {
  private static final List<String> COUNTERS = List.of("nextPreKeyId", "firstUnuploadedPreKeyId");

  /** The names of the rows that are not as they must be. */
  Set<String> wrong(Keys after, Set<String> touchedSince) {
    Set<String> wrong = new TreeSet<>();
    Set<String> all = new TreeSet<>(before.all().keySet());
    all.addAll(files.all().keySet());
    all.addAll(after.all().keySet());
    all.removeAll(touchedSince);
    for (String name : all) if (!holds(name, after)) wrong.add(name);
    return wrong;
  }

  private boolean holds(String name, Keys after) {
    JsonNode wanted = wanted(name);
    JsonNode row = after.get(name);
    if (!Keys.creds(name) || wanted == null || row == null) return Objects.equals(wanted, row);
    if (apart.contains(Keys.company(name))) return wanted.equals(row);
    boolean stays = onlyCounted(name) && sameButCounters(before.get(name), row);
    return (stays || sameButCounters(wanted, row))
        && row.path("nextPreKeyId").asLong() > after.highestPreKey(Keys.company(name));
  }

  /**
   * Files start with higher counters than the copy's. Where they differ in nothing else, a row that
   * the service wrote between the copy and its stop may know more, and may stay.
   */
  private boolean onlyCounted(String name) {
    JsonNode file = files.get(name);
    JsonNode origin = copy.get(name);
    return file != null
        && origin != null
        && before.get(name) != null
        && without(file).equals(without(origin));
  }

  private JsonNode wanted(String name) {
    JsonNode row = before.get(name);
    JsonNode file = files.get(name);
    if (newer.contains(name) || apart.contains(Keys.company(name))) return row;
    if (file == null) return copy.get(name) == null || Keys.ratchet(name) ? row : null;
    boolean untouched = file.equals(copy.get(name)) && !Keys.ratchet(name);
    return untouched && row != null ? row : file;
  }

  /** Counters may rise, so that no pre-key is ever handed out twice, and never fall. */
  private static boolean sameButCounters(JsonNode wanted, JsonNode row) {
    for (String counter : COUNTERS)
      if (row.path(counter).asLong() < wanted.path(counter).asLong()) return false;
    return without(wanted).equals(without(row));
  }

  private static JsonNode without(JsonNode creds) {
    return ((ObjectNode) creds.deepCopy()).remove(COUNTERS);
  }
}

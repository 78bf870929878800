package dev.mayday.starter.setup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an answer in JSON tells of connections: a list or a group with one item for each company, or
 * one word for all.
 *
 * @param companies JSON pointer to the list or group; empty where the answer is one word for all
 * @param id field of a company's id; empty where the group's own names are the ids
 * @param open field that tells whether a company is connected; empty where none does
 * @param value what it says of one that is connected
 * @param worth how much speaks for it
 * @param evidence what was seen: names of fields, and the words for connected
 */
record Health(String companies, String id, String open, String value, int worth, String evidence) {
  private static final int DEEPEST = 60;
  private static final Pattern TELLS =
      Pattern.compile("(?i).*(connect|open|online|ready|up|ok|alive|state|status|phase|link).*");
  private static final Pattern CONNECTED =
      Pattern.compile("(?i)true|open|opened|online|connected|up|ready|ok|active|linked|live");

  /** The best reading of an answer. */
  static Optional<Health> of(JsonNode answer, List<String> known) {
    List<Health> all = new ArrayList<>();
    each(answer, "", known, all);
    open(Stream.of(answer).toList())
        .ifPresent(
            one ->
                all.add(
                    new Health(
                        "", "", one.getKey(), one.getValue(), 2, one.getKey() + " for all of it")));
    return all.stream().max(Comparator.comparingInt(Health::worth));
  }

  private static void each(JsonNode node, String at, List<String> known, List<Health> all) {
    if (at.length() > DEEPEST) return;
    if (items(node)) all.add(list(node, at, known));
    node.properties().forEach(one -> each(one.getValue(), at + "/" + one.getKey(), known, all));
  }

  /** A list of groups, or a group of groups. */
  private static boolean items(JsonNode node) {
    if (!node.isContainerNode() || node.isEmpty()) return false;
    for (JsonNode item : node) if (!item.isObject()) return false;
    return true;
  }

  private static Health list(JsonNode list, String at, List<String> known) {
    List<JsonNode> items = new ArrayList<>();
    list.forEach(items::add);
    boolean named = list.isObject() && known.containsAll(fields(list));
    Optional<String> id = named ? Optional.of("") : id(items, known);
    Optional<Map.Entry<String, String>> open = open(items);
    String said = "%d items at %s".formatted(list.size(), at.isEmpty() ? "the top" : at);
    if (named) said += ", named by the companies' ids";
    else if (id.isPresent()) said += ", whose " + id.get() + " are the companies' ids";
    if (open.isPresent()) said += ", " + open.get().getKey() + " is " + open.get().getValue();
    int worth =
        3
            + (id.isPresent() ? 3 : 0)
            + (open.isPresent() ? 3 : 0)
            - (list.isObject() && !named ? 4 : 0);
    return new Health(
        at,
        id.orElse(""),
        open.map(Map.Entry::getKey).orElse(""),
        open.map(Map.Entry::getValue).orElse(""),
        worth,
        said);
  }

  /** The field whose values are ids of companies that the database knows. */
  private static Optional<String> id(List<JsonNode> items, List<String> known) {
    return fields(items.get(0)).stream()
        .filter(name -> items.stream().allMatch(one -> known.contains(one.path(name).asText())))
        .findFirst();
  }

  /** The field that says of at least one item that it is connected, with its word for that. */
  private static Optional<Map.Entry<String, String>> open(List<JsonNode> items) {
    Map<String, String> found = new LinkedHashMap<>();
    for (JsonNode one : items)
      for (String name : fields(one)) {
        String value = one.path(name).asText();
        if (one.path(name).isValueNode() && CONNECTED.matcher(value).matches())
          found.putIfAbsent(name, value);
      }
    return found.entrySet().stream()
        .max(Comparator.comparing(one -> TELLS.matcher(one.getKey()).matches()));
  }

  private static Set<String> fields(JsonNode one) {
    Set<String> names = new java.util.LinkedHashSet<>();
    one.fieldNames().forEachRemaining(names::add);
    return names;
  }
}

package dev.mayday.activities.estate;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A group of keys. What is asked for is noted; what is there and was never asked for is unknown and
 * refused. A problem is collected and reading goes on, so that all are found at once; what a method
 * returns after a problem is only good for going on.
 */
final class Section {
  private static final Tag ABSENT = new Tag("!absent");

  private final Place place;
  private final Node node;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
  private final Set<String> asked = new HashSet<>();
  private final Set<String> showable = new HashSet<>();

  private Section(Place place, Node node) {
    this.place = place;
    this.node = node;
    if (node instanceof MappingNode group) group.getValue().forEach(this::enter);
    else if (!node.getTag().equals(ABSENT))
      place.problems().wrong(node, place.path(), true, "is not a group of keys");
  }

  /** Reads a whole document. */
  static <T> T document(Node root, Problems problems, Keys keys, Function<Section, T> read) {
    return whole(new Place(problems, keys, "", ""), root, read);
  }

  private static <T> T whole(Place place, Node node, Function<Section, T> read) {
    Section section = new Section(place, node);
    T value = read.apply(section);
    section.refuseUnknown();
    return value;
  }

  private void enter(NodeTuple entry) {
    String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
    NodeTuple first = entries.putIfAbsent(key, entry);
    if (first != null)
      place
          .problems()
          .add(
              entry.getKeyNode(),
              place.in(key).path(),
              "is there twice, first in line " + (first.getKeyNode().getStartMark().getLine() + 1));
  }

  private void refuseUnknown() {
    entries.forEach(
        (key, entry) -> {
          if (!asked.contains(key))
            place
                .problems()
                .add(
                    entry.getKeyNode(), place.in(key).path(), "is unknown; known here: " + known());
        });
  }

  private String known() {
    return asked.isEmpty() ? "nothing" : String.join(", ", new TreeSet<>(asked));
  }

  /** Whether nothing in the whole file was wrong so far. */
  boolean fine() {
    return place.problems().none();
  }

  /** Whether the file gives this key. */
  boolean has(String key) {
    return entries.containsKey(key);
  }

  /** A problem of a key that only shows beside others; its value is shown when it has a form. */
  void wrong(String key, String reason) {
    Node at = has(key) ? entries.get(key).getValueNode() : node;
    String value = has(key) && showable.contains(key) ? Problems.show(at) + " " : "";
    place.problems().add(at, place.in(key).path(), value + reason);
  }

  /** A key that must be there because of {@code reason}. */
  void need(String key, String reason) {
    if (!has(key)) place.problems().add(node, place.in(key).path(), "is missing: " + reason);
  }

  /** The same where nothing was read from it: it is missing, or there and empty. */
  void lacks(String key, String reason) {
    if (!has(key)) need(key, reason);
    else if (hollow(value(key)))
      place.problems().add(value(key), place.in(key).path(), "is empty: " + reason);
  }

  private static boolean hollow(Node node) {
    return node instanceof CollectionNode<?> all && all.getValue().isEmpty();
  }

  <T> T required(String key, Form<T> form) {
    note(key, form.words(), Keys.REQUIRED);
    if (!form.secret()) showable.add(key);
    if (!has(key)) place.problems().add(node, place.in(key).path(), "is missing");
    return has(key) ? place.in(key).one(value(key), form) : null;
  }

  <T> T optional(String key, Form<T> form, T otherwise) {
    return optional(key, form, otherwise, form.written(otherwise));
  }

  /**
   * @param shown how the reference page shows a default that depends on other keys
   */
  <T> T optional(String key, Form<T> form, T otherwise, String shown) {
    note(key, form.words(), shown);
    if (!form.secret()) showable.add(key);
    T given = has(key) ? place.in(key).one(value(key), form) : otherwise;
    return given == null ? otherwise : given;
  }

  <T> List<T> list(String key, Form<T> form, List<T> otherwise) {
    return list(key, form, otherwise, form.written(otherwise));
  }

  <T> List<T> list(String key, Form<T> form, List<T> otherwise, String shown) {
    note(key, "list of: " + form.words(), shown);
    return has(key)
        ? place.in(key).items(value(key), (at, value) -> at.one(value, form))
        : otherwise;
  }

  /** Names that the file chooses, each with one value. */
  Map<String, String> texts(
      String key, Function<String, Form<String>> form, Map<String, String> usual, String shown) {
    note(key, "texts by name", shown);
    if (!has(key)) return usual;
    Map<String, String> all = new LinkedHashMap<>();
    Section group = new Section(place.in(key), value(key));
    for (String name : group.entries.keySet()) {
      String text = group.place.in(name).one(group.value(name), form.apply(name));
      if (text != null) all.put(name, text);
    }
    return all;
  }

  /** A group of keys; one that is absent reads as one with nothing in it. */
  <T> T section(String key, Function<Section, T> read) {
    group(key);
    return whole(place.in(key), has(key) ? value(key) : absent(), read);
  }

  /** A group of keys that may be absent. */
  <T> Optional<T> maybe(String key, Function<Section, T> read) {
    group(key);
    return has(key) ? Optional.ofNullable(section(key, read)) : Optional.empty();
  }

  /** Names that the file chooses, each with a group of keys. */
  <T> Map<String, T> each(String key, BiFunction<String, Section, T> read) {
    return named(key, (name, at, value) -> whole(at, value, group -> read.apply(name, group)));
  }

  /** Names that the file chooses, each with a list of groups. */
  <T> Map<String, List<T>> eachList(String key, Function<Section, T> read) {
    return named(key, (name, at, value) -> at.items(value, (in, item) -> whole(in, item, read)));
  }

  /** A list of groups. */
  <T> List<T> groups(String key, Function<Section, T> read) {
    asked.add(key);
    return has(key)
        ? place.in(key).items(value(key), (at, value) -> whole(at, value, read))
        : List.of();
  }

  private interface Named<T> {
    T read(String name, Place at, Node value);
  }

  private <T> Map<String, T> named(String key, Named<T> read) {
    Map<String, T> all = new LinkedHashMap<>();
    asked.add(key);
    if (!has(key)) return all;
    Section group = new Section(place.in(key), value(key));
    group.entries.forEach(
        (name, entry) -> {
          Place at = group.place.named(name);
          if (at.one(entry.getKeyNode(), Forms.NAME) != null)
            all.put(name, read.read(name, at, entry.getValueNode()));
        });
    return all;
  }

  private void group(String key) {
    asked.add(key);
    if (!has(key)) place.keys().leftOut(place.in(key).path(), "");
  }

  private void note(String key, String words, String shown) {
    asked.add(key);
    if (!has(key)) place.keys().leftOut(place.in(key).path(), shown);
    place.keys().asked(place.in(key).pattern(), words, shown);
  }

  private Node value(String key) {
    return entries.get(key).getValueNode();
  }

  private Node absent() {
    return new ScalarNode(ABSENT, "", node.getStartMark(), node.getEndMark(), ScalarStyle.PLAIN);
  }
}

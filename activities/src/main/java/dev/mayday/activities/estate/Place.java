package dev.mayday.activities.estate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Where in a file something stands.
 *
 * @param path for people, with names and indices
 * @param pattern for the reference page, with NAME and []
 */
record Place(Problems problems, Keys keys, String path, String pattern) {
  Place in(String key) {
    return new Place(problems, keys, join(path, key), join(pattern, key));
  }

  Place named(String name) {
    return new Place(problems, keys, join(path, name), join(pattern, "NAME"));
  }

  private Place item(int index) {
    return new Place(problems, keys, path + "[" + index + "]", pattern + "[]");
  }

  private static String join(String front, String key) {
    return front.isEmpty() ? key : front + "." + key;
  }

  static boolean empty(Node value) {
    return value.getTag().equals(Tag.NULL);
  }

  /** The value, or null when it is wrong, which is noted. */
  <T> T one(Node value, Form<T> form) {
    try {
      Form.require(!empty(value), "has no value");
      Form.require(value instanceof ScalarNode, "is not: " + form.words());
      Form.require(
          !form.quoted() || value.getTag().equals(Tag.STR), "is not a text: put it in quotes");
      return form.parse().apply(((ScalarNode) value).getValue());
    } catch (IllegalArgumentException e) {
      problems.wrong(value, path, form.secret(), e.getMessage());
      return null;
    }
  }

  /** The good items of a list; the others are noted. */
  <T> List<T> items(Node value, BiFunction<Place, Node, T> read) {
    List<T> all = new ArrayList<>();
    if (value instanceof SequenceNode list)
      for (int i = 0; i < list.getValue().size(); i++) {
        T item = read.apply(item(i), list.getValue().get(i));
        if (item != null) all.add(item);
      }
    else problems.wrong(value, path, true, "is not a list");
    return all;
  }
}

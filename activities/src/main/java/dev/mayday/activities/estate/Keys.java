package dev.mayday.activities.estate;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every key that was asked for while a file was read, in that order: what the reference page must
 * list. So the page cannot fall behind the code. And those of them that the file leaves out.
 */
final class Keys {
  /** Shown as the default of a key that has none. */
  static final String REQUIRED = "required";

  /**
   * One key.
   *
   * @param path with {@code NAME} for a name that the file chooses, and {@code []} for a list
   * @param form what may stand there
   * @param otherwise the default
   */
  record Key(String path, String form, String otherwise) {}

  private final Map<String, Key> all = new LinkedHashMap<>();
  private final Map<String, String> leftOut = new LinkedHashMap<>();

  void asked(String path, String form, String otherwise) {
    all.putIfAbsent(path, new Key(path, form, otherwise));
  }

  Collection<Key> all() {
    return all.values();
  }

  /** Notes that the file does not give the key at this path, and what counts in its place. */
  void leftOut(String path, String otherwise) {
    leftOut.putIfAbsent(path, otherwise);
  }

  /** What the file leaves out, by its whole path. */
  Map<String, String> leftOut() {
    return Collections.unmodifiableMap(leftOut);
  }
}

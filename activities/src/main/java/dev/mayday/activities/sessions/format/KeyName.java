package dev.mayday.activities.sessions.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one key by the type and id that Baileys knows it by, and its file. The way from a file back
 * to the key exists only type by type: a generic inverse does not.
 *
 * @param type for example {@code pre-key}; empty for a file of no known type, which keeps its name
 * @param id the key's id within the type; for a file of no known type the file's whole name
 */
public record KeyName(String type, String id) implements Comparable<KeyName> {
  /** The file of the credentials; it is no key. */
  public static final String CREDS_FILE = "creds.json";

  private static final String SUFFIX = ".json";
  private static final int LONGEST_FILE_NAME = 255;

  /** Only their newest copy works: an older one breaks the conversation. */
  private static final Set<String> RATCHETS = Set.of("session", "sender-key", "sender-key-memory");

  /** Longest first, so that {@code sender-key-memory} is not read as a {@code sender-key}. */
  private static final List<String> TYPES =
      List.of(
          "app-state-sync-version",
          "app-state-sync-key",
          "sender-key-memory",
          "identity-key",
          "device-list",
          "lid-mapping",
          "sender-key",
          "pre-key",
          "session",
          "tctoken");

  private static final Pattern SENDER_KEY = Pattern.compile("(.+)--([^-]+)--(\\d+)");

  /** The order of manifests, and of {@code ORDER BY … COLLATE "C"}: by the bytes of UTF-8. */
  public static final Comparator<String> BYTES =
      (a, b) ->
          a.equals(b)
              ? 0
              : Arrays.compareUnsigned(
                  a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private static final Comparator<KeyName> ORDER =
      Comparator.comparing(KeyName::type, BYTES).thenComparing(KeyName::id, BYTES);

  /**
   * The key that a file holds; empty when it is {@code creds.json} or no {@code .json} at all. A
   * name of no known type is kept whole.
   */
  public static Optional<KeyName> ofFile(String file) {
    if (file.equals(CREDS_FILE) || !file.endsWith(SUFFIX)) return Optional.empty();
    String name = file.substring(0, file.length() - SUFFIX.length());
    return Optional.of(
        TYPES.stream()
            .filter(t -> name.length() > t.length() + 1 && name.startsWith(t + "-"))
            .findFirst()
            .map(t -> new KeyName(t, idOf(t, name.substring(t.length() + 1))))
            .orElseGet(() -> new KeyName("", file)));
  }

  /**
   * The file that Baileys keeps this key in.
   *
   * @throws Damage when no file can have that name
   */
  public String file() throws Damage {
    String name = type.isEmpty() ? id : type + "-" + id + SUFFIX;
    String file = name.replace("/", "__").replace(':', '-');
    if (file.getBytes(StandardCharsets.UTF_8).length > LONGEST_FILE_NAME)
      throw new Damage("has an id that is too long for a file name");
    if (file.chars().anyMatch(c -> c < ' ') || id.isEmpty() || file.equals(CREDS_FILE))
      throw new Damage("has an id that no file can be named after");
    if (!readAsItself(file)) throw new Damage("has a name that would be read as another key");
    return file;
  }

  /** A row of a strange type must not take the place of a key that the service reads. */
  private boolean readAsItself(String file) {
    String read = known() ? type : "";
    return ofFile(file).map(KeyName::type).filter(read::equals).isPresent();
  }

  /** Whether an old copy of it does harm. */
  public boolean ratchet() {
    return RATCHETS.contains(type);
  }

  /** Whether the type is one that Baileys 6 or 7 writes. */
  public boolean known() {
    return TYPES.contains(type);
  }

  /** For people: ids hold telephone numbers, so they are hashed; a pre-key's is only a number. */
  public String shown() {
    if (type.equals("pre-key") && id.matches("\\d{1,9}")) return "pre-key " + id;
    String hash = Digests.sha256(id.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
    return (type.isEmpty() ? "file" : type) + " #" + hash;
  }

  @Override
  public int compareTo(KeyName other) {
    return ORDER.compare(this, other);
  }

  private static String idOf(String type, String rest) {
    if (type.equals("app-state-sync-key")) return rest.replace("__", "/");
    Matcher senderKey = SENDER_KEY.matcher(rest);
    if (type.equals("sender-key") && senderKey.matches())
      return senderKey.group(1) + "::" + senderKey.group(2) + "::" + senderKey.group(3);
    return rest;
  }
}

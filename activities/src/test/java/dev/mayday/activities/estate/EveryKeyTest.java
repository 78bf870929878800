package dev.mayday.activities.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.mayday.system.Refused;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every key that the code asks for, taken from the code itself: left out, wrong in each way that
 * its form knows, there twice. A refusal names line, key, value and reason; what may be left out is
 * read as the reference page says.
 */
class EveryKeyTest {
  private static final Keys KEYS = new Keys();
  private static final String HIDDEN = "the value (not shown, it may be a secret)";

  /** Written in words on the page, because they follow from other keys. */
  private static final Map<String, JsonNode> DEFAULTS =
      Map.of(
          "environments.NAME.services.NAME.sessions.folder",
          new TextNode("/opt/ai-admin/baileys_sessions"),
          "environments.NAME.services.NAME.sessions.copies",
          new TextNode("/var/lib/mayday/copies/production/whatsapp"),
          "environments.NAME.services.NAME.settings.path",
          new TextNode("/opt/ai-admin/.env"),
          "environments.NAME.services.NAME.neighbours.NAME.process.name",
          new TextNode("ai-admin-api"),
          "environments.NAME.services.NAME.neighbours.NAME.process.pm2Home",
          new TextNode("/home/app/.pm2"),
          "environments.NAME.services.NAME.neighbours.NAME.process.user",
          new TextNode("app"),
          "environments.NAME.services.NAME.messaging.sendBody",
          JsonNodeFactory.instance
              .objectNode()
              .put("phone", "env:MAYDAY_TEST_PHONE")
              .put("message", "{text}"),
          "environments.NAME.services.NAME.messaging.openValues",
          list("true", "open"));

  /** Of these two in a group exactly one is needed. */
  private static final Pattern EITHER =
      Pattern.compile("webhook\\.sources\\[]\\.(service|environment)\\.(label|is)");

  /** Only one value of these is legal in the example, or another one needs more of the file. */
  private static final Set<String> ONE_ONLY =
      Set.of(
          "version",
          "environments.NAME.drill",
          "environments.NAME.services.NAME.host",
          "environments.NAME.services.NAME.ladder",
          "webhook.sources[].service.is",
          "webhook.sources[].environment.is",
          "people.NAME.channels",
          "environments.NAME.services.NAME.neighbours.NAME.treatment",
          "environments.NAME.services.NAME.policies.ReturnToPostgres.approval");

  /** Where the other value that the form knows does not fit the rest of the example. */
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("ladders.NAME[].people", "lead"),
          Map.entry("webhook.sources[].kind", ""),
          Map.entry("codes.attempts", "3"),
          Map.entry("smtp.security", "tls"),
          Map.entry("environments.NAME.services.NAME.sessions.preKeyLeap", "999"),
          Map.entry("environments.NAME.services.NAME.sessions.generation", "7"),
          Map.entry("environments.NAME.services.NAME.process.saveWithin", "9s"),
          Map.entry("environments.NAME.services.NAME.neighbours.NAME.process.saveWithin", "9s"),
          Map.entry("environments.NAME.services.NAME.messaging.companyId", "company"),
          Map.entry("environments.NAME.services.NAME.messaging.statusUrl", "http://other:1/h"),
          Map.entry("environments.NAME.services.NAME.policies.FallBackToFiles.quorum", "3"),
          Map.entry("environments.NAME.services.NAME.policies.ReturnToPostgres.quorum", "3"),
          Map.entry(
              "environments.NAME.services.NAME.policies.FallBackToFiles.approval", "automatic"));

  static {
    EstateReader.read(Example.docs().resolve("mayday.example.yaml"), KEYS);
  }

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> everyValueThatItsFormRefusesIsNamedWithLineAndReason() {
    return leaves().map(at -> DynamicTest.dynamicTest(at, () -> wrong(at)));
  }

  private void wrong(String pointer) {
    for (JsonNode value : Wrongs.of(key(pointer).form())) {
      JsonNode root = Tree.example();
      put(root, pointer, value);
      String text = Tree.text(root);
      named(refusal(text), text, Tree.path(pointer), value.asText(), hidden(pointer));
    }
  }

  /** Line, key, value, reason; a value that may be a secret is not repeated. */
  private static void named(
      String refusal, String file, String path, String value, boolean hidden) {
    Matcher problem =
        Pattern.compile("(?m)^  line (\\d+): " + Pattern.quote(path) + ": (.*)$").matcher(refusal);
    assertThat(problem.find()).as(path + " = " + value + "\n" + refusal).isTrue();
    String shown = hidden ? HIDDEN : '"' + value.strip();
    assertThat(problem.group(2)).as("value and reason").contains(shown.split("\t", -1)[0]);
    assertThat(problem.group(2))
        .as("a reason")
        .matches("(?s).*( is | are | holds | has |names ).*");
    String line = file.split("\n", -1)[Integer.parseInt(problem.group(1)) - 1];
    String last = path.replaceFirst(".*\\.", "").replaceFirst("\\[\\d+]$", "");
    assertThat(line).as("line " + problem.group(1)).matches("(?s).*(" + last + "\"?:|- ).*");
  }

  @TestFactory
  Stream<DynamicTest> everyKeyLeftOutIsReadAsTheReferencePageSays() {
    return keyed().map(at -> DynamicTest.dynamicTest(at, () -> leftOut(at)));
  }

  private void leftOut(String pointer) {
    Keys.Key key = key(pointer);
    JsonNode without = Tree.example();
    remove(without, pointer);
    boolean either = EITHER.matcher(key.path()).matches();
    if (key.otherwise().equals(Keys.REQUIRED) || either) {
      String path = Tree.path(either ? pointer.replaceFirst("[^/]*$", "label") : pointer);
      assertThat(refusal(Tree.text(without))).contains(path + ": is missing");
      return;
    }
    JsonNode written = Tree.example();
    put(written, pointer, byDefault(key));
    if (pointer.endsWith("/statusUrl"))
      for (JsonNode root : List.of(without, written)) withoutStatus(root, pointer);
    assertThat(load(without)).isEqualTo(load(written));
  }

  /** What means something only beside a status URL. */
  private static void withoutStatus(JsonNode root, String statusUrl) {
    for (String only : List.of("companies", "statusHeaders"))
      remove(root, statusUrl.replaceFirst("[^/]*$", only));
    remove(root, statusUrl.replaceFirst("messaging/[^/]*$", "traffic"));
  }

  private static JsonNode byDefault(Keys.Key key) {
    if (DEFAULTS.containsKey(key.path())) return DEFAULTS.get(key.path());
    if (key.path().equals("people.NAME.channels"))
      return list("console", "file", "telegram", "email");
    String shown = key.otherwise().replaceFirst(", in a drill .*", "");
    boolean many = key.form().startsWith("list of: ");
    if (shown.equals("empty") && key.form().equals("texts by name"))
      return JsonNodeFactory.instance.objectNode();
    if (shown.equals("empty")) return many ? list() : new TextNode("");
    assertThat(shown).as("the default of " + key.path()).startsWith("`").endsWith("`");
    String plain = shown.substring(1, shown.length() - 1);
    return many ? list(plain) : new TextNode(plain);
  }

  /** Negative control of the one above: another value than the default is another estate. */
  @TestFactory
  Stream<DynamicTest> everyKeyMatters() {
    return leaves()
        .filter(at -> !ONE_ONLY.contains(key(at).path()))
        .filter(at -> !key(at).form().equals("texts by name"))
        .map(at -> DynamicTest.dynamicTest(at, () -> matters(at)));
  }

  private void matters(String pointer) {
    JsonNode root = Tree.example();
    String now = root.at(pointer).asText();
    String other = other(pointer, now);
    put(root, pointer, new TextNode(other));
    if (key(pointer).path().endsWith(".kind")) return;
    assertThat(load(root)).as(other).isNotEqualTo(load(Tree.example()));
  }

  private static String other(String pointer, String now) {
    Keys.Key key = key(pointer);
    if (now.equals("lead")) return "backup";
    if (OTHERS.containsKey(key.path())) return OTHERS.get(key.path());
    if (pointer.matches(".*/(confirm|recover|verify)Within")) return "1m";
    if (key.form().equals("true or false")) return now.equals("true") ? "false" : "true";
    if (pointer.endsWith("/0/after")) return "1s";
    if (pointer.endsWith("/1/after")) return "6m";
    String other = Wrongs.other(key.form());
    assertThat(other).as("another value for " + key.path()).isNotNull().isNotEqualTo(now);
    return other;
  }

  @TestFactory
  Stream<DynamicTest> everyKeyThatIsThereTwiceIsNamed() {
    String[] lines = Tree.text(Tree.example()).split("\n", -1);
    return Stream.iterate(0, i -> i + 1)
        .limit(lines.length)
        .filter(i -> lines[i].matches(" *(- )?\"?[A-Za-z][\\w-]*\"?:.*"))
        .map(i -> DynamicTest.dynamicTest(i + " " + lines[i].strip(), () -> twice(lines, i)));
  }

  /** Groups and lists too: the second one stands right before the first, with nothing in it. */
  private void twice(String[] lines, int at) {
    String[] twice = lines.clone();
    Matcher parts = Pattern.compile("( *)(- )?\"?([A-Za-z][\\w-]*)\"?:.*").matcher(lines[at]);
    assertThat(parts.matches()).isTrue();
    String lead = parts.group(2) == null ? "" : parts.group(2);
    String rest = lines[at].substring(parts.group(1).length() + lead.length());
    String indent = parts.group(1) + " ".repeat(lead.length());
    twice[at] = parts.group(1) + lead + '"' + parts.group(3) + "\": {}\n" + indent + rest;
    assertThat(refusal(String.join("\n", twice)))
        .contains(parts.group(3) + ": is there twice, first in line " + (at + 1));
  }

  @TestFactory
  Stream<DynamicTest> everyNameThatTheFileChoosesMustBeOne() {
    return Stream.of(
            "/hosts",
            "/people",
            "/ladders",
            "/environments",
            "/environments/production/services",
            "/environments/production/services/whatsapp/neighbours")
        .map(at -> DynamicTest.dynamicTest(at, () -> misnamed(at)));
  }

  private void misnamed(String group) {
    for (String name : List.of("", "a b", "a/b", "../x", "ä", "a\nb", "x".repeat(300))) {
      JsonNode root = Tree.example();
      ((ObjectNode) root.at(group)).set(name, root.at(group).elements().next().deepCopy());
      assertThat(refusal(Tree.text(root))).contains(Tree.path(group), "is not a name");
    }
  }

  /** A list with nothing in it is there and says nothing. */
  @Test
  void whatMustNameSomebodyOrSomethingMayNotBeEmpty() {
    for (String pointer : List.of("/ladders/default/0/people", "/webhook/sources", "/people")) {
      JsonNode root = Tree.example();
      boolean group = root.at(pointer).isObject();
      put(root, pointer, group ? JsonNodeFactory.instance.objectNode() : list());
      assertThat(refusal(Tree.text(root))).contains(Tree.path(pointer) + ": is empty: ");
    }
  }

  /** Negative control: what these tests call a refusal is none on the file as it stands. */
  @Test
  void theExampleItselfIsNotRefused() {
    assertThatThrownBy(() -> refusal(Tree.text(Tree.example()))).isInstanceOf(AssertionError.class);
    assertThat(load(Tree.example())).isEqualTo(load(Tree.example()));
  }

  /** Negative control: a refusal that left one of its parts out would be seen. */
  @Test
  void aRefusalWithoutLineValueOrReasonWouldBeSeen() {
    String file = "a: 1\nzone: \"Nowhere\"\n";
    String right = "x\n  line 2: zone: \"Nowhere\" is not the name of a time zone";
    named(right, file, "zone", "Nowhere", false);
    for (String wrong :
        List.of(
            right.replace("line 2", "line 1"),
            right.replace("zone: ", "zones: "),
            right.replace("Nowhere", "?"),
            right.replaceFirst(" is not.*", "")))
      assertThatThrownBy(() -> named(wrong, file, "zone", "Nowhere", false))
          .as(wrong)
          .isInstanceOf(AssertionError.class);
  }

  private EstateFile load(JsonNode root) {
    return EstateFile.load(Example.write(folder, Tree.text(root)));
  }

  private String refusal(String text) {
    try {
      EstateFile.load(Example.write(folder, text));
    } catch (Refused refused) {
      assertThat(refused.getMessage()).contains(" is refused, ", "HINT: ").doesNotContain("\tat ");
      return refused.getMessage();
    }
    throw new AssertionError("it was read: " + text);
  }

  /** Every value of the example, items of lists too, that has a key. */
  private static Stream<String> leaves() {
    JsonNode root = Tree.example();
    return Tree.pointers(root, "").stream()
        .filter(at -> root.at(at).isValueNode())
        .filter(at -> keys().containsKey(Tree.key(at)))
        .sorted();
  }

  /** Every key of the example. */
  private static Stream<String> keyed() {
    return Tree.pointers(Tree.example(), "").stream()
        .filter(at -> !at.matches(".*/\\d+"))
        .filter(at -> keys().containsKey(Tree.key(at)))
        .sorted();
  }

  private static Map<String, Keys.Key> keys() {
    Map<String, Keys.Key> all = new TreeMap<>();
    KEYS.all().forEach(key -> all.put(key.path(), key));
    return all;
  }

  private static Keys.Key key(String pointer) {
    return keys().get(Tree.key(pointer));
  }

  private static boolean hidden(String pointer) {
    return key(pointer).form().startsWith("`env:");
  }

  private static ArrayNode list(String... items) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (String item : items) list.add(item);
    return list;
  }

  private static void put(JsonNode root, String pointer, JsonNode value) {
    int cut = pointer.lastIndexOf('/');
    JsonNode parent = root.at(pointer.substring(0, cut));
    String key = pointer.substring(cut + 1);
    if (parent instanceof ArrayNode list) list.set(Integer.parseInt(key), value);
    else ((ObjectNode) parent).set(key, value);
  }

  private static void remove(JsonNode root, String pointer) {
    int cut = pointer.lastIndexOf('/');
    ((ObjectNode) root.at(pointer.substring(0, cut))).remove(pointer.substring(cut + 1));
  }
}

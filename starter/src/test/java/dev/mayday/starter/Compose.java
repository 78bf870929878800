package dev.mayday.starter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A compose file and what can be wrong with it; every method names the offenders.
 *
 * @param services by name, with anchors and merges resolved
 * @param root the whole file
 */
record Compose(Map<String, JsonNode> services, JsonNode root) {
  static final Path FOLDER = Path.of(System.getProperty("basedir", ".")).resolve("../docker");
  private static final Pattern VERSION = Pattern.compile("[a-z./-]+:v?\\d+(\\.\\d+)+[\\w.-]*");
  private static final Pattern SECRET = Pattern.compile(".*(PASS|PWD|TOKEN|SECRET|KEY).*");
  private static final Pattern LOGIN = Pattern.compile("\\w+://[^/\\s]*:[^/\\s]*@.*");

  static Compose shipped() throws IOException {
    return parse(text("compose.yaml"));
  }

  static String text(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file));
  }

  static JsonNode yaml(String text) {
    // Jackson's own YAML parser does not merge.
    Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    return new ObjectMapper().valueToTree(tree);
  }

  static Compose parse(String text) {
    JsonNode root = yaml(text);
    Map<String, JsonNode> services = new TreeMap<>();
    root.get("services").properties().forEach(e -> services.put(e.getKey(), e.getValue()));
    return new Compose(services, root);
  }

  /** Images that may be another one tomorrow. */
  List<String> unpinned() {
    return named(service -> !isPinned(service.path("image").asText()));
  }

  static boolean isPinned(String image) {
    return VERSION.matcher(image).matches();
  }

  /** Services of which nobody sees that they are dead. */
  List<String> silent() {
    return named(
        service ->
            service.path("healthcheck").path("test").isEmpty()
                && service.path("x-no-healthcheck").asText().isEmpty());
  }

  /** Services that stay down after a restart of the machine, or after a failure. */
  List<String> notRestarted() {
    return named(
        service ->
            !List.of("unless-stopped", "always", "on-failure")
                .contains(service.path("restart").asText()));
  }

  /** Services that others than this machine reach. */
  List<String> open() {
    return named(
        service ->
            service.path("network_mode").asText().equals("host")
                || texts(service.path("ports")).anyMatch(port -> !port.startsWith("127.0.0.1:")));
  }

  /** Services in whose lines a secret stands. */
  List<String> telling() {
    return named(
        service ->
            fields(service.path("environment")).entrySet().stream().anyMatch(Compose::tells));
  }

  private static boolean tells(Map.Entry<String, String> variable) {
    String name = variable.getKey();
    return (SECRET.matcher(name).matches() && !name.endsWith("_FILE"))
        || LOGIN.matcher(variable.getValue()).matches();
  }

  /** Services that can write what they only have to read. */
  List<String> writing() {
    return named(
        service ->
            texts(service.path("volumes"))
                .anyMatch(mount -> mount.startsWith(".") && !mount.endsWith(":ro")));
  }

  /** Services on this network. */
  List<String> on(String network) {
    return named(service -> texts(service.path("networks")).anyMatch(network::equals));
  }

  /** Services that mount this. */
  List<String> mounting(String source) {
    return named(
        service -> texts(service.path("volumes")).anyMatch(m -> m.startsWith(source + ":")));
  }

  /** Services that are made of this image. */
  List<String> of(String image) {
    return named(service -> service.path("image").asText().startsWith(image + ":"));
  }

  Map<String, String> environment(String service) {
    return fields(services.get(service).path("environment"));
  }

  List<String> command(String service) {
    return texts(services.get(service).path("command")).toList();
  }

  List<String> ports(String service) {
    return texts(services.get(service).path("ports")).toList();
  }

  private List<String> named(Predicate<JsonNode> trait) {
    return services.entrySet().stream()
        .filter(service -> trait.test(service.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  static Stream<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
  }

  private static Map<String, String> fields(JsonNode object) {
    return object.properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().asText()));
  }
}

package dev.mayday.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The secrets of one sandbox, by what they are for.
 *
 * @param values each as it is
 * @param forms how each can be known again
 */
record Secrets(Map<String, String> values, Map<String, Set<String>> forms) {
  /** What belongs to companies and their customers has this before its name. */
  static final String SESSIONS = "sessions: ";

  /**
   * A customer whom every company of every sandbox is born with: the number stands in ids of keys.
   * No test sends to it or prints it, so nothing but keys has it.
   */
  static final String CUSTOMER = "79000100002";

  /** What that number is called here. */
  static final String NUMBER = SESSIONS + "a customer's number in every company";

  /** No secret, and to be found in every place: what is not searched is no proof. */
  static final String CONTROL = "control";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> IN_WORLD =
      List.of("password", "adminPassword", "apiToken", "paymentKey", "supportKey");
  private static final List<String> IN_FILES = List.of("alertmanager", "on-call", "lead");

  Secrets(Map<String, String> values) {
    this(values, new LinkedHashMap<>());
    values.forEach((name, value) -> forms.put(name, Forms.of(value)));
  }

  static Secrets of(Sandbox sandbox) {
    Map<String, String> values = new LinkedHashMap<>();
    try {
      JsonNode world = JSON.readTree(sandbox.folder().resolve("sandbox.json").toFile());
      for (String name : IN_WORLD) values.put(name, world.path(name).asText());
      for (String name : IN_FILES) values.put(name, Files.readString(sandbox.secret(name)).strip());
      values.putAll(keysOf(sandbox));
      values.putAll(conversationsOf(sandbox));
      values.put(CONTROL, sandbox.target().service());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new Secrets(values);
  }

  /** The private keys of the first company, as it was born. */
  private static Map<String, String> keysOf(Sandbox sandbox) throws IOException {
    List<String> born = Files.readAllLines(sandbox.folder().resolve("whatsapp/auth.copy"));
    JsonNode creds = JSON.readTree(born.get(0).split("\t", -1)[1].replace("\\\\", "\\"));
    Map<String, String> keys = new LinkedHashMap<>();
    for (String pair : List.of("noiseKey", "signedIdentityKey"))
      keys.put(SESSIONS + pair, creds.at("/" + pair + "/private/data").asText());
    keys.put(SESSIONS + "advSecretKey", creds.path("advSecretKey").asText());
    return keys;
  }

  /** The customer's number, and of every company the private key of its session with them. */
  private static Map<String, String> conversationsOf(Sandbox sandbox)
      throws IOException, SQLException {
    Map<String, String> secrets = new LinkedHashMap<>();
    Keys.inDatabase(sandbox)
        .all()
        .forEach(
            (name, key) -> {
              if (name.contains("/session-" + CUSTOMER + "."))
                secrets.put(
                    SESSIONS + "the session of company " + Keys.company(name),
                    key.findValue("privKey").asText());
            });
    if (secrets.isEmpty()) throw new IllegalStateException("nobody has a session with " + CUSTOMER);
    secrets.put(NUMBER, CUSTOMER);
    return secrets;
  }

  Secrets with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(values);
    all.putAll(more);
    return new Secrets(all);
  }

  /** How long the longest form is. */
  int longest() {
    return forms.values().stream().flatMap(Set::stream).mapToInt(String::length).max().orElse(0);
  }

  /** The names of those that stand in a text, in whatever form. */
  List<String> in(String text) {
    return forms.keySet().stream()
        .filter(name -> forms.get(name).stream().anyMatch(text::contains))
        .toList();
  }

  /** The same for bytes that are not all text. */
  List<String> in(byte[] bytes) {
    return in(new String(bytes, StandardCharsets.ISO_8859_1));
  }
}

package dev.mayday.activities.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.mayday.activities.sessions.format.CompanyMaker;
import dev.mayday.activities.sessions.format.KeyName;
import dev.mayday.activities.sessions.format.SessionFolder;
import dev.mayday.system.CompanyState;
import dev.mayday.system.Source;
import dev.mayday.system.Staged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of damage that sessions are known to take, made on purpose: it is found and named
 * while they are made ready aside, and nothing of the service is touched. The service itself would
 * take unreadable credentials for none, and become a new device. Long because every check of the
 * formats has a line here that makes it fail: one sees at once which is not shown.
 */
class DamageTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Source LIVE = new Source(Source.Kind.LIVE, "live", null, null, 0);
  private static final String CREDS = KeyName.CREDS_FILE;
  private static final String PAIR_BROKEN = "has a public key that is not the private key's";
  private static final CompanyMaker STRANGER = maker(99);

  @TempDir Path root;

  /** Makes files bad, by their names. */
  interface Spoil extends Consumer<Map<String, byte[]>> {}

  static Stream<Arguments> badCredentials() {
    return Stream.of(
        bad("cut by a crash", bytes(b -> Arrays.copyOf(b, b.length / 2)), "is cut off after"),
        bad("emptied by a kill while saving", bytes(b -> new byte[0]), "is empty (0 bytes)"),
        bad("a block of zeros after a power cut", bytes(b -> new byte[b.length]), "a zero byte"),
        bad("only blanks", text(t -> " \n"), "only blanks"),
        bad("another program's byte order mark", text(t -> "\ufeff" + t), "byte order mark"),
        bad("two writers at once", text(t -> t + t.substring(40)), "after the JSON value"),
        bad("no JSON at all", text(t -> "<html>"), "is not JSON"),
        bad("nothing but brackets", text(t -> "[".repeat(2000)), "is not JSON in UTF-8"),
        bad("no JSON object", text(t -> "[]"), "not a JSON object"),
        bad("one field twice", text(t -> "{\"registrationId\":1," + t.substring(1)), "twice"),
        bad("under another name", renamed(CREDS, "creds.json.bak"), "there are no credentials"),
        pair("noiseKey", "/noiseKey"),
        pair("pairingEphemeralKeyPair", "/pairingEphemeralKeyPair"),
        pair("signedIdentityKey", "/signedIdentityKey"),
        pair("signedPreKey", "/signedPreKey/keyPair"),
        bad("a changed signature", tree(DamageTest::forge), "is not signed by their identity key"),
        bad("mixed of two", tree(t -> t.set("signedIdentityKey", theirs())), "is not signed by"),
        bad("a short key", tree(t -> half(t, "/noiseKey", "private")), "16 bytes instead of 32"),
        bad("no Buffer", tree(t -> t.withObject("/noiseKey").put("private", "")), "is no Buffer"),
        bad("no base64", tree(t -> secret(t).put("data", "!")), "key that is not base64"),
        bad("no byte", tree(t -> secret(t).putArray("data").add(256)), "a number that is no byte"),
        bad("no identity", tree(t -> t.remove("signedIdentityKey")), "is missing"),
        bad("a secret lost", tree(t -> t.remove("advSecretKey")), "has no advSecretKey"),
        bad("never paired", tree(t -> t.remove("me")), "were never paired (no me.id)"),
        bad("no account", tree(t -> t.remove("account")), "have no account"),
        bad("an account in half", tree(t -> hollow(t)), "account has no details"),
        bad("an id out of range", tree(t -> t.put("registrationId", 16384)), "registrationId"),
        bad("a counter as text", tree(t -> t.put("nextPreKeyId", "7")), "nextPreKeyId is no whole"),
        bad("a pre-key's id", tree(t -> preKeyId(t, 1 << 24)), "signedPreKey.keyId is no whole"),
        bad("a counter below one", tree(t -> t.put("nextPreKeyId", 0)), "nextPreKeyId is no whole"),
        bad("the other below one", tree(t -> counters(t, 0)), "firstUnuploadedPreKeyId is no whol"),
        bad("counters crossed", tree(t -> t.put("firstUnuploadedPreKeyId", 900)), "is lower than"),
        bad("another company's", files -> files.put(CREDS, STRANGER.creds()), "keys are mixed"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badCredentials")
  void aCompanyWithBadCredentialsIsNotStarted(String kind, Spoil spoil, String finding)
      throws IOException {
    Bench bench = new Bench(root, 6);
    SortedMap<String, byte[]> files = sound(11);
    spoil.accept(files);
    write(bench, "11", files);
    write(bench, "12", sound(12));
    String before = Bench.all(bench.folder);
    Staged staged = fromFiles(bench);
    assertThat(staged.usable()).as("the others come along").containsExactly("12");
    assertThat(staged.companies().get(0).findings().toString()).contains(finding);
    assertThat(content(bench).resolve("company_11")).doesNotExist();
    assertThat(Bench.all(bench.folder)).isEqualTo(before);
  }

  static Stream<Arguments> badKeys() {
    return Stream.of(
        key("pre-key", bytes(b -> Arrays.copyOf(b, 30)), "pre-key 1 is cut off after 30 bytes"),
        key("pre-key", bytes(b -> new byte[0]), "pre-key 1 is empty (0 bytes)"),
        key("pre-key", text(t -> "null"), "pre-key 1 is null"),
        key("pre-key", tree(t -> half(t, "", "private")), "16 bytes instead of 32"),
        key("pre-key", tree(t -> t.set("public", theirs().get("public"))), PAIR_BROKEN),
        key("session", text(t -> "{}"), "holds no list of sessions"),
        key("session", tree(t -> t.put("version", "v9")), "is of another version than v1"),
        key("session", text(t -> t.replace("lastRemoteEphemeralKey", "x")), "lastRemoteEphemeral"),
        key(
            "session",
            text(t -> t.replaceFirst("privKey\":\"....", "privKey\":\"AAAA")),
            "ratchet"),
        key("session", without("registrationId"), "has no registrationId"),
        key("session", without("rootKey"), "has no rootKey"),
        key("session", put("rootKey", "!"), "has a rootKey that is not base64"),
        key("session", without("baseKey"), "has no baseKey"),
        key("session", without("remoteIdentityKey"), "has no remoteIdentityKey"),
        key("session", without("closed"), "does not say whether it is closed"),
        key("session", without("_chains"), "has no chains"),
        key("sender-key", text(t -> "{}"), "is neither a list nor a Buffer"),
        key("sender-key", text(DamageTest::wrapped), "in the form of Baileys 7"),
        key("sender-key", without("senderKeyId"), "has no senderKeyId"),
        key("sender-key", without("iteration"), "has no iteration"),
        key("sender-key", without("seed"), "has no seed"),
        key("sender-key", put("public", "AAAA"), "a public signing key of 3 bytes"),
        key("sender-key", put("private", "AAAA"), "a private signing key of 3 bytes instead of 32"),
        key("sender-key", put("public", "A".repeat(44)), "that is not the private one's"),
        key("sender-key", without("senderMessageKeys"), "has no senderMessageKeys"),
        key("sender-key-memory", text(t -> "[1]"), "is no JSON object"),
        key("sender-key-memory", text(t -> "{\"a\":1}"), "something else than true and false"),
        key("app-state-sync-key", text(t -> "[]"), "is no JSON object"),
        key("app-state-sync-key", tree(t -> t.put("keyData", "AAAA")), "3 bytes instead of 32"),
        key("app-state-sync-key", without("fingerprint"), "has no fingerprint"),
        key("app-state-sync-key", without("timestamp"), "has no timestamp"),
        key("app-state-sync-version", without("version"), "has no version number"),
        key("app-state-sync-version", tree(t -> t.remove("hash")), "has no hash"),
        key("app-state-sync-version", tree(t -> t.put("hash", "AAAA")), "a hash that is no Buffer"),
        key("app-state-sync-version", without("indexValueMap"), "has no indexValueMap"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("badKeys")
  void aBadKeyStaysAsideAndTheCompanyIsStarted(String type, Spoil spoil, String finding)
      throws IOException {
    staysAside(6, type, spoil, finding);
  }

  /** What only Baileys 7 stores, or stores otherwise. */
  static Stream<Arguments> badKeysOfSeven() {
    return Stream.of(
        key("sender-key", text(t -> "[]"), "in the form of Baileys 6"),
        key("sender-key", text(t -> wrapped("{}")), "holds no list of states"),
        key("device-list", text(t -> "{}"), "is no list"),
        key("device-list", text(t -> "[1]"), "holds a device that is no text"),
        key("tctoken", text(t -> "{}"), "has no token"),
        key("lid-mapping", text(t -> "[]"), "is no text"),
        key("identity-key", text(DamageTest::wrapped), "bytes instead of 33"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("badKeysOfSeven")
  void aBadKeyOfSevenStaysAsideToo(String type, Spoil spoil, String finding) throws IOException {
    staysAside(7, type, spoil, finding);
  }

  private void staysAside(int generation, String type, Spoil spoil, String finding)
      throws IOException {
    Bench bench = new Bench(root, generation);
    SortedMap<String, byte[]> files = sound(11, generation);
    String name = first(files, type);
    Map<String, byte[]> one = new TreeMap<>(Map.of(CREDS, files.get(name)));
    spoil.accept(one);
    files.put(name, one.get(CREDS));
    rows(bench, "11", files);
    write(bench, "11", sound(11, generation));
    String before = Bench.all(bench.folder);
    Staged staged = bench.sessions.stage(null, bench.store, LIVE, "run-1", Instant.EPOCH);
    CompanyState company = staged.companies().get(0);
    assertThat(company.usable()).isTrue();
    assertThat(company.findings().toString()).contains(finding);
    assertThat(company.findings().toString()).as("a customer's number").doesNotContain("7911");
    assertThat(content(bench).resolve("company_11").resolve(name)).doesNotExist();
    assertThat(Bench.all(bench.folder)).isEqualTo(before);
  }

  static Stream<Arguments> worthKnowing() {
    return Stream.of(
        bad("pre-keys newer", tree(t -> counters(t, 5)), "the credentials are older than the keys"),
        bad("the newest one lost", tree(t -> counters(t, 900)), "the newest pre-key is missing"),
        bad("an account's signature", forged("accountSignature"), "account's signature does not"),
        bad("a device's signature", forged("deviceSignature"), "device's signature does not hold"),
        bad("an id", renamed("pre-key-1.json", "pre-key-16777216.json"), "number of three bytes"),
        bad("no app state key", files -> files.remove(first(files, "app-state-sync-key")), "anew"),
        bad("numbers for bytes", tree(DamageTest::numbers), "Buffers as arrays of numbers"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("worthKnowing")
  void whatTheServiceCanLiveWithIsSaid(String kind, Spoil spoil, String finding)
      throws IOException {
    Bench bench = new Bench(root, 6);
    SortedMap<String, byte[]> files = sound(11);
    spoil.accept(files);
    write(bench, "11", files);
    Staged staged = fromFiles(bench);
    assertThat(staged.usable()).containsExactly("11");
    assertThat(staged.companies().get(0).findings().toString()).contains(finding);
  }

  /** Negative control: the same without damage has nothing that could be found. */
  @Test
  void aSoundCompanyHasNoFindings() throws IOException {
    Bench bench = new Bench(root, 6);
    write(bench, "11", sound(11));
    rows(bench, "11", sound(11));
    assertThat(fromFiles(bench).companies().get(0).findings()).isEmpty();
    Staged live = bench.sessions.stage(null, bench.store, LIVE, "run-2", Instant.EPOCH);
    assertThat(live.companies().get(0).findings()).isEmpty();
    assertThat(live.companies().get(0).aside()).isZero();
  }

  private static Staged fromFiles(Bench bench) {
    bench.rows.lost = true;
    Source files =
        bench.sessions.sources(null, bench.store).stream()
            .filter(source -> source.kind() == Source.Kind.FILES)
            .findFirst()
            .orElseThrow();
    Staged staged = bench.sessions.stage(null, bench.store, files, "run-1", null);
    bench.rows.lost = false;
    return staged;
  }

  private static Path content(Bench bench) {
    return SessionFolder.staged(bench.folder, "run-1").content();
  }

  private static CompanyMaker maker(int seed) {
    return new CompanyMaker(seed, 6, 60);
  }

  private static SortedMap<String, byte[]> sound(int seed) {
    return sound(seed, 6);
  }

  private static SortedMap<String, byte[]> sound(int seed, int generation) {
    CompanyMaker maker = new CompanyMaker(seed, generation, 60);
    SortedMap<String, byte[]> files = new TreeMap<>(Map.of(CREDS, maker.creds()));
    maker.keys().forEach((name, json) -> files.put(Bench.file(name), json));
    return files;
  }

  private static void write(Bench bench, String company, Map<String, byte[]> files)
      throws IOException {
    Path folder = Files.createDirectories(bench.folder.resolve("company_" + company));
    for (Map.Entry<String, byte[]> file : files.entrySet())
      Files.write(folder.resolve(file.getKey()), file.getValue());
  }

  private static void rows(Bench bench, String company, Map<String, byte[]> files) {
    SortedMap<KeyName, byte[]> keys = new TreeMap<>();
    files.forEach((name, json) -> KeyName.ofFile(name).ifPresent(key -> keys.put(key, json)));
    bench.rows.creds.put(company, files.get(CREDS));
    bench.rows.keys.put(company, keys);
  }

  private static String first(Map<String, byte[]> files, String type) {
    return files.keySet().stream()
        .filter(name -> KeyName.ofFile(name).map(KeyName::type).filter(type::equals).isPresent())
        .findFirst()
        .orElseThrow();
  }

  private static Arguments bad(String kind, Spoil spoil, String finding) {
    return Arguments.of(kind, spoil, finding);
  }

  private static Arguments key(String type, Spoil spoil, String finding) {
    return Arguments.of(type, spoil, finding);
  }

  private static Arguments pair(String name, String at) {
    Spoil spoil = tree(t -> ((ObjectNode) t.at(at)).set("public", theirs().get("public")));
    return bad(name + " of two halves", spoil, name + " " + PAIR_BROKEN);
  }

  private static Spoil bytes(UnaryOperator<byte[]> change) {
    return files -> files.computeIfPresent(CREDS, (name, bytes) -> change.apply(bytes));
  }

  private static Spoil text(UnaryOperator<String> change) {
    return bytes(
        b -> change.apply(new String(b, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
  }

  private static Spoil tree(Consumer<ObjectNode> change) {
    return bytes(
        b -> {
          try {
            ObjectNode tree = (ObjectNode) JSON.readTree(b);
            change.accept(tree);
            return JSON.writeValueAsBytes(tree);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** Without a field, wherever it stands. */
  private static Spoil without(String field) {
    return text(t -> t.replace("\"" + field + "\":", "\"x\":"));
  }

  /** With another text in a field, wherever it stands. */
  private static Spoil put(String field, String value) {
    String start = "\"" + field + "\":\"";
    return text(t -> t.replaceFirst(start + "[^\"]*", start + value));
  }

  private static Spoil renamed(String from, String to) {
    return files -> files.put(to, files.remove(from));
  }

  private static JsonNode theirs() {
    return STRANGER.tree().get("noiseKey");
  }

  private static void forge(ObjectNode creds) {
    ObjectNode signature = (ObjectNode) creds.at("/signedPreKey/signature");
    String data = signature.get("data").asText();
    signature.put("data", (data.charAt(0) == 'A' ? "B" : "A") + data.substring(1));
  }

  /** A key of half its length, as a cut that still is JSON. */
  private static void half(ObjectNode tree, String at, String which) {
    ObjectNode key = (ObjectNode) tree.at(at).get(which);
    byte[] bytes = Base64.getDecoder().decode(key.get("data").asText());
    key.put("data", Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, 16)));
  }

  private static void hollow(ObjectNode creds) {
    creds.putObject("account");
  }

  private static void counters(ObjectNode creds, int next) {
    creds.put("nextPreKeyId", next).put("firstUnuploadedPreKeyId", next);
  }

  private static void preKeyId(ObjectNode creds, int id) {
    ((ObjectNode) creds.get("signedPreKey")).put("keyId", id);
  }

  /** With another company's signature in its account. */
  private static Spoil forged(String field) {
    JsonNode strange = STRANGER.tree().at("/account/" + field);
    return tree(t -> ((ObjectNode) t.get("account")).set(field, strange));
  }

  private static ObjectNode secret(ObjectNode creds) {
    return (ObjectNode) creds.at("/noiseKey/private");
  }

  private static void numbers(ObjectNode creds) {
    ObjectNode key = secret(creds);
    byte[] bytes = Base64.getDecoder().decode(key.get("data").asText());
    var numbers = key.putArray("data");
    for (byte b : bytes) numbers.add(b & 0xff);
  }

  private static String wrapped(String list) {
    try {
      byte[] bytes = list.getBytes(StandardCharsets.UTF_8);
      ObjectNode buffer = JSON.createObjectNode().put("type", "Buffer");
      buffer.set("data", TextNode.valueOf(Base64.getEncoder().encodeToString(bytes)));
      return JSON.writeValueAsString(buffer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}

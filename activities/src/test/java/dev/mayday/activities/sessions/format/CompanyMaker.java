package dev.mayday.activities.sessions.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes a paired company whose credentials and keys hold by meaning, the same ones for the same
 * seed. The keys are made when a test runs and are nobody's.
 */
public final class CompanyMaker {
  /** As many keys as a company of the runbook has. */
  public static final int KEYS = 1313;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Random random;
  private final int generation;
  private final int size;
  private final int preKeys;
  private final String user;
  private final String lid;
  private final ObjectNode creds;
  private final String appStateKey;

  /**
   * @param seed another seed, another company
   * @param generation of Baileys, 6 or 7
   */
  public CompanyMaker(long seed, int generation) {
    this(seed, generation, KEYS);
  }

  /** As above, with another number of keys (at least 40) in the same proportions. */
  public CompanyMaker(long seed, int generation, int size) {
    this.size = size;
    this.preKeys = size * 812 / KEYS;
    this.random = new Random(seed);
    this.generation = generation;
    this.user = "7900" + (1000000 + random.nextInt(8999999));
    this.lid = "18" + (1000000000 + random.nextInt(899999999));
    this.appStateKey =
        Base64.getEncoder()
            .encodeToString(new byte[] {0, 0, (byte) 255, (byte) 255, (byte) seed, 1});
    this.creds = madeCreds();
  }

  /** The credentials, to be changed by a test; each call gives the same tree. */
  public ObjectNode tree() {
    return creds;
  }

  /** The credentials as Node writes them. */
  public byte[] creds() {
    return Json.bytes(creds);
  }

  /** The keys by name, in the order of manifests. */
  public SortedMap<KeyName, byte[]> keys() {
    SortedMap<KeyName, byte[]> keys = new TreeMap<>();
    for (int id = 1; id <= preKeys; id++) put(keys, "pre-key", String.valueOf(id), pair());
    for (int i = 0; i < Math.max(1, size * 40 / KEYS); i++) groups(keys, i);
    put(keys, "app-state-sync-key", appStateKey, appKey());
    for (String name : new String[] {"critical_block", "regular", "regular_high", "regular_low"})
      put(keys, "app-state-sync-version", name, appVersion());
    if (generation >= 7) ofSeven(keys);
    for (int i = 0; keys.size() < size; i++)
      put(keys, "session", "7911" + (1000000 + i) + "." + (i % 3), session());
    return keys;
  }

  /** Writes the company as Baileys would: one folder, one file for each. */
  public Map<KeyName, byte[]> writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    Map<KeyName, byte[]> keys = keys();
    Files.write(folder.resolve(KeyName.CREDS_FILE), creds());
    for (Map.Entry<KeyName, byte[]> key : keys.entrySet())
      Files.write(folder.resolve(fileOf(key.getKey())), key.getValue());
    return keys;
  }

  static String fileOf(KeyName name) {
    try {
      return name.file();
    } catch (Damage damage) {
      throw new IllegalStateException(damage);
    }
  }

  private ObjectNode madeCreds() {
    ObjectNode made = JSON.objectNode();
    ObjectNode identity = pair();
    made.set("noiseKey", pair());
    made.set("pairingEphemeralKeyPair", pair());
    made.set("signedIdentityKey", identity);
    made.set("signedPreKey", signedPreKey(identity));
    made.put("registrationId", random.nextInt(256));
    made.put("advSecretKey", base64(bytes(32)));
    made.putArray("processedHistoryMessages");
    made.put("nextPreKeyId", preKeys + 1).put("firstUnuploadedPreKeyId", preKeys + 1);
    made.put("accountSyncCounter", 0);
    made.putObject("accountSettings").put("unarchiveChats", false);
    made.put("registered", false);
    made.putObject("me")
        .put("id", user + ":7@s.whatsapp.net")
        .put("lid", lid + ":7@lid")
        .put("name", "caf\u00e9 \u2603");
    made.set("account", account(identity));
    made.putArray("signalIdentities");
    made.put("platform", "smba").put("myAppStateKeyId", appStateKey);
    return made;
  }

  private ObjectNode signedPreKey(ObjectNode identity) {
    ObjectNode keyPair = pair();
    ObjectNode made = JSON.objectNode();
    made.set("keyPair", keyPair);
    made.set(
        "signature", buffer(XEdDsa.sign(secret(identity), joined(new byte[] {5}, open(keyPair)))));
    made.put("keyId", 1);
    return made;
  }

  private ObjectNode account(ObjectNode identity) {
    byte[] details = bytes(20);
    ObjectNode accountKey = pair();
    byte[] key = open(accountKey);
    byte[] device = open(identity);
    ObjectNode made = JSON.objectNode();
    made.put("details", base64(details)).put("accountSignatureKey", base64(key));
    made.put(
        "accountSignature",
        base64(XEdDsa.sign(secret(accountKey), joined(new byte[] {6, 0}, details, device))));
    made.put(
        "deviceSignature",
        base64(XEdDsa.sign(secret(identity), joined(new byte[] {6, 1}, details, device, key))));
    return made;
  }

  private void groups(Map<KeyName, byte[]> keys, int i) {
    String group = "1203630" + (1000000 + i) + "@g.us";
    put(keys, "sender-key", group + "::" + user + "::7", senderKey(true));
    put(keys, "sender-key", group + "::7922" + (1000000 + i) + "::0", senderKey(false));
    ObjectNode memory = JSON.objectNode();
    memory.put("7922" + (1000000 + i) + ":0@s.whatsapp.net", true);
    put(keys, "sender-key-memory", group, memory);
  }

  private JsonNode senderKey(boolean own) {
    ObjectNode signing = pair();
    ObjectNode state = JSON.objectNode().put("senderKeyId", random.nextInt(1 << 30));
    state
        .putObject("senderChainKey")
        .put("iteration", random.nextInt(9))
        .put("seed", base64(bytes(32)));
    ObjectNode pair = state.putObject("senderSigningKey");
    pair.put("public", base64(joined(new byte[] {5}, open(signing))));
    if (own) pair.put("private", base64(secret(signing)));
    state.putArray("senderMessageKeys");
    ArrayNode states = JSON.arrayNode().add(state);
    return generation < 7 ? states : buffer(Json.bytes(states));
  }

  private void ofSeven(Map<KeyName, byte[]> keys) {
    put(keys, "lid-mapping", user, TextNode.valueOf(lid));
    put(keys, "lid-mapping", lid + "_reverse", TextNode.valueOf(user));
    put(keys, "device-list", user, JSON.arrayNode().add("0").add("12"));
    put(keys, "identity-key", lid + "_1.0", buffer(joined(new byte[] {5}, bytes(32))));
    put(keys, "tctoken", "__index", JSON.objectNode().set("token", buffer(new byte[0])));
  }

  private ObjectNode session() {
    ObjectNode ephemeral = pair();
    String base = base64(joined(new byte[] {5}, bytes(32)));
    ObjectNode one = JSON.objectNode().put("registrationId", random.nextInt(16384));
    ObjectNode ratchet = one.putObject("currentRatchet");
    ratchet
        .putObject("ephemeralKeyPair")
        .put("pubKey", base64(joined(new byte[] {5}, open(ephemeral))))
        .put("privKey", base64(secret(ephemeral)));
    ratchet.put("lastRemoteEphemeralKey", base64(joined(new byte[] {5}, bytes(32))));
    ratchet.put("previousCounter", 0).put("rootKey", base64(bytes(32)));
    one.putObject("indexInfo")
        .put("baseKey", base)
        .put("baseKeyType", 2)
        .put("closed", -1)
        .put("used", 1773454651000L)
        .put("created", 1773454650000L)
        .put("remoteIdentityKey", base64(joined(new byte[] {5}, bytes(32))));
    one.putObject("_chains");
    ObjectNode record = JSON.objectNode();
    record.putObject("_sessions").set(base, one);
    return record.put("version", "v1");
  }

  private ObjectNode appKey() {
    ObjectNode made = JSON.objectNode().put("keyData", base64(bytes(32)));
    made.putObject("fingerprint")
        .put("rawId", 7)
        .put("currentIndex", 0)
        .putArray("deviceIndexes")
        .add(0);
    return made.put("timestamp", "1773454651000");
  }

  private ObjectNode appVersion() {
    ObjectNode made = JSON.objectNode().put("version", 3);
    made.set("hash", buffer(bytes(128)));
    made.putObject("indexValueMap").putObject("AAE=").set("valueMac", buffer(bytes(32)));
    return made;
  }

  private ObjectNode pair() {
    byte[] secret = bytes(32);
    ObjectNode pair = JSON.objectNode();
    pair.set("private", buffer(secret));
    pair.set("public", buffer(Curve.publicOf(secret)));
    return pair;
  }

  static ObjectNode buffer(byte[] bytes) {
    return JSON.objectNode().put("type", "Buffer").put("data", base64(bytes));
  }

  private static byte[] secret(ObjectNode pair) {
    return Base64.getDecoder().decode(pair.path("private").path("data").asText());
  }

  private static byte[] open(ObjectNode pair) {
    return Base64.getDecoder().decode(pair.path("public").path("data").asText());
  }

  private static void put(Map<KeyName, byte[]> keys, String type, String id, JsonNode value) {
    keys.put(
        new KeyName(type, id),
        value.isTextual() ? value.toString().getBytes(StandardCharsets.UTF_8) : Json.bytes(value));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) out.writeBytes(part);
    return out.toByteArray();
  }
}

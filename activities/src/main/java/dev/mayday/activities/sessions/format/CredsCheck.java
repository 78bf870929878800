package dev.mayday.activities.sessions.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One reading of credentials; collects everything that is wrong, not only the first. */
final class CredsCheck {
  private static final int REGISTRATION_IDS = 16384;

  private final JsonNode creds;
  private final List<String> errors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private byte[] identity;

  CredsCheck(JsonNode creds) {
    this.creds = creds;
  }

  Creds verdict() {
    if (!creds.isObject()) error("the credentials are not a JSON object");
    else judge();
    Set<String> users = users();
    return new Creds(
        List.copyOf(errors),
        List.copyOf(warnings),
        identity == null ? "" : Digests.sha256(identity),
        users,
        users.size() == 2,
        Optional.ofNullable(creds.path("myAppStateKeyId").textValue()),
        creds.path("nextPreKeyId").asLong(0));
  }

  private void judge() {
    normalise();
    pair(creds.path("noiseKey"), "noiseKey");
    pair(creds.path("pairingEphemeralKeyPair"), "pairingEphemeralKeyPair");
    identity = pair(creds.path("signedIdentityKey"), "signedIdentityKey");
    signedPreKey(creds.path("signedPreKey"));
    number("registrationId", 0, REGISTRATION_IDS - 1);
    counters();
    sized("advSecretKey", creds.path("advSecretKey"), 32);
    login();
  }

  private void normalise() {
    try {
      if (!Buffers.normalise(creds)) return;
      warnings.add("the credentials hold Buffers as arrays of numbers; written as base64");
    } catch (Damage damage) {
      error("the credentials " + damage.getMessage());
    }
  }

  private byte[] pair(JsonNode pair, String what) {
    try {
      return KeyPairs.check(pair, what);
    } catch (Damage damage) {
      error("the credentials' " + what + " " + damage.getMessage());
      return null;
    }
  }

  private void signedPreKey(JsonNode preKey) {
    byte[] key = pair(preKey.path("keyPair"), "signedPreKey");
    number(preKey.path("keyId"), "signedPreKey.keyId", 0, 0xffffff);
    try {
      byte[] signature = Buffers.bytes(preKey.path("signature"), "signature", 64);
      if (key != null && identity != null && !Curve.signed(identity, prefixed(key), signature))
        error("the credentials' signedPreKey is not signed by their identity key");
    } catch (Damage damage) {
      error("the credentials' signedPreKey " + damage.getMessage());
    }
  }

  private void counters() {
    boolean next = number("nextPreKeyId", 1, 0xffffff);
    boolean first = number("firstUnuploadedPreKeyId", 1, 0xffffff);
    if (next
        && first
        && creds.get("nextPreKeyId").asLong() < creds.get("firstUnuploadedPreKeyId").asLong())
      error("the credentials' nextPreKeyId is lower than their firstUnuploadedPreKeyId");
  }

  private boolean number(String field, long least, long most) {
    return number(creds.path(field), field, least, most);
  }

  private boolean number(JsonNode node, String field, long least, long most) {
    boolean whole = node.isIntegralNumber() && node.canConvertToLong();
    boolean holds = whole && node.longValue() >= least && node.longValue() <= most;
    if (!holds && node.isMissingNode()) error("the credentials have no " + field);
    else if (!holds)
      error("the credentials' " + field + " is no whole number from " + least + " to " + most);
    return holds;
  }

  private byte[] sized(String what, JsonNode node, int length) {
    try {
      return Buffers.bytesOrBase64(node, what, length);
    } catch (Damage damage) {
      error("the credentials " + damage.getMessage() + suffix(what));
      return null;
    }
  }

  private static String suffix(String what) {
    return what.startsWith("account") ? " in their account" : "";
  }

  /** Paired is who has me.id and account; "registered" is false for whoever scanned a code. */
  private void login() {
    if (!creds.path("me").path("id").asText().contains("@"))
      error("the credentials were never paired (no me.id): the service would ask for a new code");
    JsonNode account = creds.path("account");
    if (!account.isObject()) error("the credentials have no account: they were never paired");
    else if (identity != null) AccountCheck.check(account, identity, errors, warnings);
  }

  private Set<String> users() {
    Set<String> users = new LinkedHashSet<>();
    for (String field : List.of("id", "lid")) {
      String user = creds.path("me").path(field).asText();
      if (!user.isEmpty()) users.add(user.replaceFirst("[:@].*", ""));
    }
    return users;
  }

  private void error(String sentence) {
    errors.add(sentence);
  }

  /** A public key as it is signed and sent: with the byte of its kind before it. */
  static byte[] prefixed(byte[] key) {
    byte[] prefixed = new byte[key.length + 1];
    prefixed[0] = 5;
    System.arraycopy(key, 0, prefixed, 1, key.length);
    return prefixed;
  }
}

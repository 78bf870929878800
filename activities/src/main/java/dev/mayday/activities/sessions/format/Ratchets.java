package dev.mayday.activities.sessions.format;

import com.fasterxml.jackson.databind.JsonNode;

/** The keys that move on with every message: sessions and sender keys. */
final class Ratchets {
  private Ratchets() {}

  static void session(JsonNode record) throws Damage {
    KeyCheck.require(record.path("_sessions").isObject(), "holds no list of sessions");
    String version = record.path("version").asText("v1");
    KeyCheck.require(version.equals("v1"), "is of another version than v1");
    for (JsonNode session : record.path("_sessions")) one(session);
  }

  private static void one(JsonNode session) throws Damage {
    KeyCheck.require(session.path("registrationId").isIntegralNumber(), "has no registrationId");
    JsonNode ratchet = session.path("currentRatchet");
    KeyPairs.ratchet(ratchet.path("ephemeralKeyPair"));
    Buffers.bytesOrBase64(ratchet.path("lastRemoteEphemeralKey"), "lastRemoteEphemeralKey", 33);
    Buffers.bytesOrBase64(ratchet.path("rootKey"), "rootKey", 32);
    JsonNode index = session.path("indexInfo");
    Buffers.bytesOrBase64(index.path("baseKey"), "baseKey", 33);
    Buffers.bytesOrBase64(index.path("remoteIdentityKey"), "remoteIdentityKey", 33);
    KeyCheck.require(index.path("closed").isNumber(), "does not say whether it is closed");
    KeyCheck.require(session.path("_chains").isObject(), "has no chains");
  }

  /** Generation 6 reads a list; 7 a Buffer that holds the list as text. Neither reads the other. */
  static void senderKey(JsonNode value, int generation) throws Damage {
    boolean wrapped = Buffers.is(value);
    KeyCheck.require(wrapped || value.isArray(), "is neither a list nor a Buffer");
    if (wrapped != generation >= 7)
      throw new Damage(
          "is in the form of Baileys "
              + (wrapped ? 7 : 6)
              + ", which "
              + generation
              + " cannot read");
    JsonNode states = wrapped ? Json.tree(Buffers.bytes(value, "sender key")) : value;
    KeyCheck.require(states.isArray(), "holds no list of states");
    for (JsonNode state : states) senderKeyState(state);
  }

  private static void senderKeyState(JsonNode state) throws Damage {
    KeyCheck.require(state.path("senderKeyId").isIntegralNumber(), "has no senderKeyId");
    JsonNode chain = state.path("senderChainKey");
    KeyCheck.require(chain.path("iteration").isIntegralNumber(), "has no iteration");
    Buffers.bytesOrBase64(chain.path("seed"), "seed", 32);
    signingKey(state.path("senderSigningKey"));
    KeyCheck.require(state.path("senderMessageKeys").isArray(), "has no senderMessageKeys");
  }

  /** Only an own sender key has its private half, so only there the pair can be proven. */
  private static void signingKey(JsonNode pair) throws Damage {
    byte[] open = Buffers.bytesOrBase64(pair.path("public"), "public signing key");
    if (open.length != 33 && open.length != 32)
      throw new Damage("has a public signing key of " + open.length + " bytes");
    if (!own(pair)) return;
    byte[] secret = Buffers.bytesOrBase64(pair.path("private"), "private signing key", 32);
    byte[] bare = java.util.Arrays.copyOfRange(open, open.length - 32, open.length);
    KeyCheck.require(
        Curve.pair(secret, bare), "has a public signing key that is not the private one's");
  }

  private static boolean own(JsonNode signingKey) {
    JsonNode secret = signingKey.path("private");
    boolean empty = secret.isMissingNode() || secret.isNull();
    return !empty && !(secret.isTextual() && secret.textValue().isEmpty()) && !blank(secret);
  }

  private static boolean blank(JsonNode secret) {
    return Buffers.is(secret)
        && (secret.path("data").isEmpty() && secret.path("data").asText().isEmpty());
  }

  /** Whether a sender key that holds is this account's own. */
  static boolean ownSenderKey(JsonNode value) throws Damage {
    JsonNode states = Buffers.is(value) ? Json.tree(Buffers.bytes(value, "sender key")) : value;
    for (JsonNode state : states) if (own(state.path("senderSigningKey"))) return true;
    return false;
  }
}

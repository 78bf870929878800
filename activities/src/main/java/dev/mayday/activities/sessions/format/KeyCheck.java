package dev.mayday.activities.sessions.format;

import com.fasterxml.jackson.databind.JsonNode;

/** The shape of each type of key, and the pairs in it, for one Baileys generation. */
final class KeyCheck {
  private static final int APP_STATE_HASH = 128;

  private final int generation;

  KeyCheck(int generation) {
    this.generation = generation;
  }

  /** Judges a key by itself; any thread may. */
  Judged judge(KeyName name, byte[] json) {
    try {
      JsonNode value = Json.tree(json);
      check(name.type(), value);
      byte[] content = Buffers.normalise(value) ? Json.bytes(value) : json;
      return Judged.sound(name, json, content, value);
    } catch (Damage damage) {
      return Judged.damaged(name, json, damage);
    }
  }

  /** Throws what does not hold; content of an unknown type only has to be JSON. */
  void check(String type, JsonNode value) throws Damage {
    if (value.isNull()) throw new Damage("is null, which the service reads as removed");
    switch (type) {
      case "pre-key" -> KeyPairs.check(value, "pair");
      case "session" -> Ratchets.session(value);
      case "sender-key" -> Ratchets.senderKey(value, generation);
      case "sender-key-memory" -> memory(value);
      case "app-state-sync-key" -> appStateKey(value);
      case "app-state-sync-version" -> appStateVersion(value);
      case "lid-mapping" -> require(value.isTextual(), "is no text");
      case "device-list" -> deviceList(value);
      case "tctoken" -> Buffers.bytes(value.path("token"), "token");
      case "identity-key" -> Buffers.bytes(value, "identity key", 33);
      default -> {}
    }
  }

  static void require(boolean holds, String otherwise) throws Damage {
    if (!holds) throw new Damage(otherwise);
  }

  private static void memory(JsonNode value) throws Damage {
    require(value.isObject(), "is no JSON object");
    for (JsonNode known : value)
      require(known.isBoolean(), "holds something else than true and false");
  }

  private static void appStateKey(JsonNode value) throws Damage {
    require(value.isObject(), "is no JSON object");
    Buffers.bytesOrBase64(value.path("keyData"), "keyData", 32);
    require(value.path("fingerprint").isObject(), "has no fingerprint");
    require(value.path("timestamp").isValueNode(), "has no timestamp");
  }

  private static void appStateVersion(JsonNode value) throws Damage {
    require(value.path("version").isIntegralNumber(), "has no version number");
    Buffers.bytes(value.path("hash"), "hash", APP_STATE_HASH);
    require(value.path("indexValueMap").isObject(), "has no indexValueMap");
  }

  private static void deviceList(JsonNode value) throws Damage {
    require(value.isArray(), "is no list");
    for (JsonNode device : value) require(device.isTextual(), "holds a device that is no text");
  }
}

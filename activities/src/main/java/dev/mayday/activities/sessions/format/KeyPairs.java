package dev.mayday.activities.sessions.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/** A pair of X25519 keys as Baileys and libsignal write it. */
final class KeyPairs {
  private KeyPairs() {}

  /** Returns the public key of {@code {private, public}}, both 32 bytes that belong together. */
  static byte[] check(JsonNode pair, String what) throws Damage {
    if (!pair.isObject()) throw new Damage("is missing or no pair of keys");
    byte[] secret = Buffers.bytes(pair.path("private"), "private key", 32);
    byte[] open = Buffers.bytes(pair.path("public"), "public key", 32);
    if (!Curve.pair(secret, open))
      throw new Damage("has a public key that is not the private key's");
    return open;
  }

  /** A ratchet's pair: bare base64, the public key with its kind before it, 33 bytes. */
  static void ratchet(JsonNode pair) throws Damage {
    byte[] secret = Buffers.bytesOrBase64(pair.path("privKey"), "private ratchet key", 32);
    byte[] open = Buffers.bytesOrBase64(pair.path("pubKey"), "public ratchet key", 33);
    if (!Curve.pair(secret, Arrays.copyOfRange(open, 1, 33)))
      throw new Damage("has a public ratchet key that is not the private one's");
  }
}

package dev.mayday.activities.sessions.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Credentials, judged by meaning: required fields, lengths, key pairs and signatures. Where the
 * rules come from: what Baileys 6.17 and 7.0 write, and that they take anything unreadable for "no
 * credentials" and silently become a new device.
 *
 * @param errors why the company must not be started with them; empty when they hold
 * @param warnings what is worth knowing
 * @param identity digest of the public identity key, empty when there is none: two companies with
 *     the same one would throw each other out
 * @param users the account's own user parts ({@code me.id}, {@code me.lid}) as far as known
 * @param complete whether both of those are known
 * @param appStateKey the id of the app state key in use, if any
 * @param nextPreKeyId the next pre-key's id; 0 when unreadable
 */
public record Creds(
    List<String> errors,
    List<String> warnings,
    String identity,
    Set<String> users,
    boolean complete,
    Optional<String> appStateKey,
    long nextPreKeyId) {

  /** Judges the bytes of a {@code creds.json} or of the row's text. Never throws. */
  public static Creds check(byte[] json) {
    try {
      return new CredsCheck(Json.tree(json)).verdict();
    } catch (Damage damage) {
      String said = "the credentials' JSON " + damage.getMessage();
      return new Creds(List.of(said), List.of(), "", Set.of(), false, Optional.empty(), 0);
    }
  }

  /**
   * The identity that they name, by the digest of its public key, whether or not they hold; empty
   * where none can be read.
   */
  public static String named(byte[] json) {
    try {
      JsonNode open = Json.tree(json).path("signedIdentityKey").path("public");
      return Digests.sha256(Buffers.bytes(open, "public key", 32));
    } catch (Damage damage) {
      return "";
    }
  }

  /**
   * What to write: as it came, array Buffers turned into base64; unreadable content stays as is.
   */
  public static byte[] content(byte[] json) {
    try {
      JsonNode tree = Json.tree(json);
      return Buffers.normalise(tree) ? Json.bytes(tree) : json;
    } catch (Damage damage) {
      return json;
    }
  }

  /** Whether the company may be started with them. */
  public boolean usable() {
    return errors.isEmpty();
  }
}

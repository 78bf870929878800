package dev.mayday.activities.sessions.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** One key, judged by itself: what it says of its company is not taken in yet. */
final class Judged {
  private final KeyName name;
  private final byte[] json;
  private final byte[] content;
  private final JsonNode value;
  private final Content described;
  private final Damage damage;

  private Judged(KeyName name, byte[] json, byte[] content, JsonNode value, Damage damage) {
    this.name = name;
    this.json = json;
    this.content = content;
    this.value = value;
    this.described = value == null ? Content.of(json) : Content.of(content, value);
    this.damage = damage;
  }

  static Judged sound(KeyName name, byte[] json, byte[] content, JsonNode value) {
    return new Judged(name, json, content, value, null);
  }

  static Judged damaged(KeyName name, byte[] json, Damage damage) {
    return new Judged(name, json, json, null, damage);
  }

  KeyName name() {
    return name;
  }

  /** As it came. */
  byte[] json() {
    return json;
  }

  /** What to write: as it came, array Buffers turned into base64. */
  byte[] content() {
    return content;
  }

  /** Whether it is written otherwise than it came. */
  boolean rewritten() {
    return content != json;
  }

  /** Describes what was written of it, which is either of the two. */
  Content described(byte[] written) {
    return written == content ? described : Content.of(written);
  }

  /** What it says; null where it is damaged. */
  JsonNode value() {
    return value;
  }

  /** Why the service could not read it. */
  Optional<Damage> damage() {
    return Optional.ofNullable(damage);
  }
}

package dev.mayday.activities.secret;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A value that must not be seen. It prints as stars and cannot be written as JSON, so that a secret
 * which was put into a record by mistake fails the step instead of entering a history.
 */
@JsonSerialize(using = Secret.Never.class)
public final class Secret {
  private final String value;

  Secret(String value) {
    this.value = value;
  }

  /** The value itself, for the one call that needs it; never to be kept, logged or thrown. */
  public String reveal() {
    return value;
  }

  /** Whether {@code other} is the same text, compared in constant time. */
  public boolean is(String other) {
    return other != null && MessageDigest.isEqual(bytes(value), bytes(other));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return Secrets.STARS;
  }

  /** Throws, whoever asks. */
  static final class Never extends JsonSerializer<Secret> {
    @Override
    public void serialize(Secret value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      throw new IllegalStateException("a secret is never written as JSON");
    }
  }
}

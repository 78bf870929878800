package dev.mayday.runbook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The arguments of a change that matter to whoever approves it: target, source, companies, commit
 * id, process name, greatest age of a copy. Never counts, ages or times, which differ in every
 * look.
 *
 * @param values in order
 */
public record Matters(List<String> values) {
  /** Nothing but the phrase matters. */
  public static final Matters NONE = new Matters(List.of());

  /** The values, in order; {@code toString} of each must be stable. */
  public static Matters of(Object... values) {
    return new Matters(java.util.Arrays.stream(values).map(String::valueOf).toList());
  }

  String digest() {
    return sha256(String.join("\u0000", values)).substring(0, 16);
  }

  static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}

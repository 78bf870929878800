package dev.mayday.activities.env;

import dev.mayday.system.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The bytes of a {@code .env} file. Full of secrets: it is never printed. */
final class Image {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final byte[] bytes;

  Image(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  byte[] bytes() {
    return bytes.clone();
  }

  String hash() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  Optional<String> value(String name) {
    return dotenv().value(name).map(Image::fromBytewise);
  }

  /** Every variable with its value, in the file's order. */
  Map<String, String> values() {
    Map<String, String> all = new LinkedHashMap<>();
    for (Line line : dotenv().lines())
      if (!line.name().isEmpty()) all.put(line.name(), fromBytewise(line.value()));
    return all;
  }

  /** The file with these variables set. */
  Image with(Map<String, String> values) {
    Dotenv next = dotenv();
    for (Map.Entry<String, String> entry : new TreeMap<>(values).entrySet())
      next = set(next, entry.getKey(), entry.getValue());
    return new Image(next.text().getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Dotenv set(Dotenv file, String name, String value) {
    if (!NAME.matcher(name).matches())
      throw new Refused(
          "\"%s\" is no name of a variable\nHINT: letters, digits and '_' are allowed"
              .formatted(name));
    return file.with(name, toBytewise(value))
        .orElseThrow(
            () ->
                new Refused(
                    "the value for %s cannot be written so that every reader reads it back\nHINT: look for a quote that is never closed in the file, or for all kinds of quotes in the value"
                        .formatted(name)));
  }

  /**
   * One char for each byte: whatever the file's encoding is, what is not changed stays as it is.
   */
  private Dotenv dotenv() {
    return Dotenv.parse(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private static String toBytewise(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String fromBytewise(String text) {
    return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "image " + hash();
  }
}

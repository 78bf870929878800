package dev.mayday.starter.alert;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Spoils a good message in one to four places; the same seed spoils it in the same way. */
final class Mutations {
  private static final List<String> TOKENS =
      List.of(
          "null",
          "{}",
          "[]",
          "\"\"",
          "true",
          "-0",
          "1e999",
          "9".repeat(70),
          "[".repeat(40),
          "{\"a\":".repeat(40),
          "\\ud800",
          "\\u0000",
          "\u0000",
          "\u202e",
          "\ufeff",
          "\"status\":\"firing\",",
          "\"alerts\":[],",
          "\"data\":{},",
          "0001-01-01T00:00:00Z",
          "9999999999-12-31T23:59:59Z",
          "../../etc/passwd",
          "${jndi:x}",
          "'; drop table x",
          "x".repeat(5_000),
          "\n",
          ",",
          "}");
  private final Random random;

  Mutations(long seed) {
    random = new Random(seed);
  }

  byte[] of(byte[] good) {
    byte[] spoiled = good;
    for (int times = 1 + random.nextInt(4); times > 0; times--) spoiled = once(spoiled, good);
    return spoiled;
  }

  private byte[] once(byte[] bytes, byte[] good) {
    int at = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, at + random.nextInt(1 + random.nextInt(60)));
    return switch (random.nextInt(9)) {
      case 0 -> flipped(bytes);
      case 1 -> spliced(bytes, at, at, new byte[] {(byte) random.nextInt(256)});
      case 2 -> spliced(bytes, at, to, new byte[0]);
      case 3 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
      case 4 -> spliced(bytes, at, to, token());
      case 5 -> spliced(bytes, at, at, token());
      case 6 -> Arrays.copyOf(bytes, at);
      case 7 ->
          spliced(bytes, at, bytes.length, Arrays.copyOfRange(good, good.length / 2, good.length));
      default -> value(bytes);
    };
  }

  private byte[] flipped(byte[] bytes) {
    if (bytes.length == 0) return bytes;
    byte[] flipped = bytes.clone();
    flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private byte[] token() {
    return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
  }

  /** Puts another JSON value where one begins after a colon. */
  private byte[] value(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int colon = text.indexOf(": ", random.nextInt(text.length() + 1));
    if (colon < 0) return flipped(bytes);
    int end = text.indexOf('\n', colon);
    return spliced(bytes, colon + 2, end < 0 ? bytes.length : end, token());
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(bytes, 0, from);
    all.writeBytes(middle);
    all.write(bytes, to, bytes.length - to);
    return all.toByteArray();
  }
}

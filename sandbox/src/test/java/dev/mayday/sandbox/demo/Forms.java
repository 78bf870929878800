package dev.mayday.sandbox.demo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a secret can be known again, however somebody wrote it. What quotes, URLs, JSON, SQL and
 * shells rewrite are its odd characters, so its plain pieces are looked for: each stands for the
 * whole, also where a message broke off in the middle. Of each piece also base64, wherever in a
 * longer text it began, and hex.
 */
final class Forms {
  private static final int SHORTEST = 8;
  private static final Pattern ODD = Pattern.compile("[^A-Za-z0-9]+");

  private Forms() {}

  static Set<String> of(String secret) {
    List<String> pieces =
        ODD.splitAsStream(secret).filter(piece -> piece.length() >= SHORTEST).toList();
    if (pieces.isEmpty()) throw new IllegalArgumentException("a secret without a plain piece");
    return pieces.stream().flatMap(Forms::written).collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> written(String piece) {
    byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
    Stream<String> base64 = IntStream.range(0, 3).mapToObj(before -> base64(bytes, before));
    return Stream.concat(
        Stream.of(piece, HexFormat.of().formatHex(bytes)),
        base64.flatMap(text -> Stream.of(text, text.replace('+', '-').replace('/', '_'))));
  }

  /** Without the characters that depend on what stands before and after. */
  private static String base64(byte[] bytes, int before) {
    byte[] shifted = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, shifted, before, bytes.length);
    String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int end = shifted.length % 3 == 0 ? text.length() : text.length() - 1;
    return text.substring(before == 0 ? 0 : before + 1, end);
  }
}

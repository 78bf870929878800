package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The search is only worth something if it finds: negative controls, one for each form. */
class SecretsTest {
  private static final String PASSWORD = "0a1b2c3d4e5f60718293'\"$|&%@/a0b1c2d3e4f5061728390";
  private final Secrets secrets = new Secrets(Map.of("password", PASSWORD, "phone", "48723917655"));

  static Stream<String> texts() {
    String json = PASSWORD.replace("\"", "\\\"");
    return Stream.of(
        PASSWORD,
        "{\"url\":\"postgresql://u:" + json + "@h/d\"}",
        "{\"nested\":\"" + json.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}",
        "?password=" + java.net.URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8),
        "ALTER ROLE u PASSWORD '" + PASSWORD.replace("'", "''") + "'",
        "sh -c 'psql " + PASSWORD.replace("'", "'\\''") + "'",
        "cut in the middle: " + PASSWORD.substring(24),
        base64("x" + json),
        base64("xy" + PASSWORD),
        base64("Basic user:" + PASSWORD + "!"),
        HexFormat.of().formatHex(PASSWORD.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aSecretIsFoundHoweverItIsWritten(String text) {
    assertThat(secrets.in(text)).containsExactly("password");
    assertThat(secrets.in(("\0\1" + text + "\2").getBytes(StandardCharsets.ISO_8859_1)))
        .containsExactly("password");
  }

  @Test
  void aNumberIsFoundInTheNameOfAKey() {
    assertThat(secrets.in("1/session/48723917655.0")).containsExactly("phone");
    assertThat(secrets.in(base64("session-48723917655.0"))).containsExactly("phone");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(secrets.in("password authentication failed for user \"gen_user\" ***")).isEmpty();
    assertThat(secrets.in(base64("postgresql://gen_user:***@localhost/default_db"))).isEmpty();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}

package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However long a file is and wherever in it a secret stands, the search finds it. */
class PiecesTest {
  private static final String TOKEN = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
  private static final int LENGTH = 256;
  private final Secrets secrets = new Secrets(Map.of("token", TOKEN));

  @Test
  void aSecretIsFoundWhereverTheBorderOfTwoPiecesFalls() throws IOException {
    for (int before = 0; before <= 3 * LENGTH; before++)
      assertThat(new Pieces(secrets, LENGTH).in(new ByteArrayInputStream(text(before))))
          .as("after %s bytes", before)
          .containsExactly("token");
  }

  /** Negative control: neither piece has it, each taken by itself. */
  @Test
  void aPieceByItselfDoesNotHaveWhatStandsOverItsBorder() {
    byte[] text = text(LENGTH - TOKEN.length() / 2);
    assertThat(secrets.in(Arrays.copyOf(text, LENGTH))).isEmpty();
    assertThat(secrets.in(Arrays.copyOfRange(text, LENGTH, text.length))).isEmpty();
  }

  @Test
  void whatIsNotThereIsNotFound() throws IOException {
    byte[] text = ".".repeat(5 * LENGTH).getBytes(StandardCharsets.UTF_8);
    assertThat(new Pieces(secrets, LENGTH).in(new ByteArrayInputStream(text))).isEmpty();
    assertThat(new Pieces(secrets).in(new ByteArrayInputStream(new byte[0]))).isEmpty();
  }

  @Test
  void aLargeFileIsReadToItsEnd(@TempDir Path folder) throws IOException {
    Path large = folder.resolve("large");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.seek(65L << 20);
      file.write(TOKEN.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(new Pieces(secrets).in(large)).containsExactly("token");
  }

  private static byte[] text(int before) {
    return (".".repeat(before) + TOKEN + ".".repeat(LENGTH)).getBytes(StandardCharsets.UTF_8);
  }
}

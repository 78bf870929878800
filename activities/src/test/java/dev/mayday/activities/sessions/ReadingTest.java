package dev.mayday.activities.sessions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service truncates a file, then writes it: between the two it is empty. */
class ReadingTest {
  private static final String WHOLE = "{\"registered\":true}";

  @TempDir Path root;
  private Path file;

  @BeforeEach
  void empty() throws IOException {
    file = Files.createFile(root.resolve("creds.json"));
  }

  @Test
  void aFileThatIsBeingWrittenIsReadWhole() throws IOException {
    CompletableFuture<Void> written = writtenSoon();
    assertThat(new String(Reading.settled(file), UTF_8)).isEqualTo(WHOLE);
    written.join();
  }

  @Test
  void theComparisonReadsItWholeToo() {
    CompletableFuture<Void> written = writtenSoon();
    assertThat(FilesNow.read(file).orElseThrow().bytes()).isEqualTo(WHOLE.getBytes(UTF_8));
    written.join();
  }

  @Test
  void whatNobodyWritesAnyMoreIsNotWaitedFor() throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    CompletableFuture<Void> written = writtenSoon();
    assertThat(Reading.settled(file)).isEmpty();
    written.join();
  }

  @Test
  void whatIsCutOffForGoodIsReadAsItIs() throws IOException {
    Files.writeString(file, WHOLE.substring(0, 9));
    assertThat(new String(Reading.settled(file), UTF_8)).isEqualTo(WHOLE.substring(0, 9));
  }

  /** As a busy service would. */
  private CompletableFuture<Void> writtenSoon() {
    return CompletableFuture.runAsync(
        () -> {
          try {
            Files.writeString(file, WHOLE);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        CompletableFuture.delayedExecutor(300, MILLISECONDS));
  }
}

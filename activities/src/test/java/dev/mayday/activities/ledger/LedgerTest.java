package dev.mayday.activities.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was written stays, and stays readable. */
class LedgerTest {
  @TempDir private Path folder;

  @Test
  void linesOfManyThreadsAllArriveWhole() throws IOException {
    Path file = folder.resolve("deep/notices.jsonl");
    IntStream.range(0, 200)
        .parallel()
        .forEach(n -> new Ledger(file).add(Map.of("text", "line\n" + n)));
    assertThat(Files.readAllLines(file))
        .hasSize(200)
        .allMatch(line -> line.matches("\\{\"text\":\"line\\\\n\\d+\"}"));
  }

  @Test
  void aLineThatACrashCutOffSpoilsNoOther() throws IOException {
    Path file = folder.resolve("notices.jsonl");
    Files.writeString(file, "{\"a\":1}\n{\"b\":");
    new Ledger(file).add(Map.of("c", 3));
    assertThat(Files.readAllLines(file)).containsExactly("{\"a\":1}", "{\"b\":", "{\"c\":3}");
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path elsewhere = Files.createFile(folder.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(folder.resolve("link.jsonl"), elsewhere);
    assertThatThrownBy(() -> new Ledger(link).add(Map.of("a", 1)))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("HINT: ");
    assertThat(elsewhere).isEmptyFile();
  }
}

package dev.mayday.starter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The page in the documents cannot fall behind the commands. */
class CliPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("basedir", ".")).resolve("../docs/cli.md");

  @Test
  void listsEveryCommandWithItsOwnWords() throws IOException {
    assertThat(rows("| `mayday "))
        .containsExactlyElementsOf(HelpTest.commands().map(CliPageTest::row).toList());
  }

  @Test
  void listsEveryOutcomeWithItsExitCode() throws IOException {
    assertThat(rows("| "))
        .containsAll(
            Arrays.stream(Outcome.values())
                .map(outcome -> "| " + outcome.exitCode() + " | " + outcome + " |")
                .toList());
  }

  private static String row(CommandLine command) {
    String words = String.join(" ", command.getCommandSpec().usageMessage().description());
    return "| `" + command.getCommandSpec().qualifiedName() + "` | " + words + " |";
  }

  private static List<String> rows(String begin) throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith(begin))
        .map(line -> begin.equals("| ") ? cut(line) : line)
        .toList();
  }

  /** The first two cells. */
  private static String cut(String line) {
    String[] cells = line.split("\\|", -1);
    return cells.length < 4 ? line : "|" + cells[1] + "|" + cells[2] + "|";
  }
}

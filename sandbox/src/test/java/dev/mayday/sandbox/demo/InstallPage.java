package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The commands of docs/install.md, in their order and with what earlier ones exported. The page's
 * places are exchanged for those of a test; nothing else of a command is.
 */
final class InstallPage {
  private static final Pattern BLOCK =
      Pattern.compile(
          "(?m)^## ([^\\n]+)$|^```sh(?: ([a-z-]+))?\\n(.*?)^```$",
          Pattern.DOTALL | Pattern.MULTILINE);

  /**
   * A block of commands.
   *
   * @param section the heading that it stands under
   * @param when for whom it is; empty for everybody
   */
  record Block(String section, String when, String commands) {}

  private final List<Block> blocks = new ArrayList<>();
  private final List<String> exported = new ArrayList<>();
  private final Map<String, String> environment;
  private final Path log;

  InstallPage(Path page, Map<String, String> places, Map<String, String> environment, Path log) {
    this.environment = environment;
    this.log = log;
    String section = "";
    for (MatchResult found : BLOCK.matcher(Text.of(page)).results().toList())
      if (found.group(1) != null) section = found.group(1);
      else
        blocks.add(
            new Block(
                section,
                found.group(2) == null ? "" : found.group(2),
                placed(found.group(3), places)));
  }

  private static String placed(String commands, Map<String, String> places) {
    String text = commands;
    for (Map.Entry<String, String> place : new LinkedHashMap<>(places).entrySet())
      text = text.replace(place.getKey(), place.getValue());
    return text;
  }

  /** Runs the commands of a section that are for everybody or for this; what they said. */
  Spoken run(String section, String when) {
    List<Block> meant =
        blocks.stream()
            .filter(block -> block.section().startsWith(section))
            .filter(block -> block.when().isEmpty() || block.when().equals(when))
            .toList();
    if (meant.isEmpty()) throw new IllegalArgumentException("nothing to run under " + section);
    String commands = meant.stream().map(Block::commands).collect(Collectors.joining("\n"));
    Spoken said = bash(commands);
    commands.lines().filter(line -> line.startsWith("export ")).forEach(exported::add);
    return said;
  }

  /** Runs a command that is not on the page, in the same shell; what it said. */
  Spoken typed(String command) {
    return bash(command);
  }

  /** As a person types it in one shell, which ends at the first command that fails. */
  private Spoken bash(String commands) {
    try {
      String before = "set -eu\n" + String.join("\n", exported) + "\n";
      ProcessBuilder builder = new ProcessBuilder("bash", "-c", before + commands);
      Child.environment(builder, environment);
      Files.deleteIfExists(log);
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      int code = builder.start().waitFor();
      return new Spoken(code, Files.readString(log, StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}

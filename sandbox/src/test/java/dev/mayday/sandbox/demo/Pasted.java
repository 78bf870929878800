package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A page of commands, pasted block by block, each into a shell of its own after the names. */
final class Pasted {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```bash\\n(.*?)^```$");
  private static final String WAY_BACK = "## The way back";
  private final String names;
  private final List<String> steps;
  private final List<String> back;
  private final Path log;

  /**
   * @param page in Markdown
   * @param log takes what the commands say
   */
  Pasted(String page, Path log) {
    this.log = log;
    int cut = page.contains(WAY_BACK) ? page.indexOf(WAY_BACK) : page.length();
    List<String> there = blocks(page.substring(0, cut));
    names = there.get(0);
    steps = there.subList(1, there.size());
    back = blocks(page.substring(cut));
  }

  private static List<String> blocks(String text) {
    return BLOCK.matcher(text).results().map((MatchResult block) -> block.group(1)).toList();
  }

  /** The blocks after the names, in order. */
  List<String> steps() {
    return steps;
  }

  /** The blocks of the way back, in order. */
  List<String> back() {
    return back;
  }

  /** Pastes one; it must succeed. */
  void paste(String block) {
    Spoken said = pasted(block);
    assertThat(said.code()).as(block + "\n" + said.text()).isZero();
  }

  /** Pastes one. */
  Spoken pasted(String block) {
    try {
      Process bash =
          new ProcessBuilder("bash", "-c", names + "\n" + block).redirectErrorStream(true).start();
      bash.getOutputStream().close();
      String text = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return new Spoken(bash.waitFor(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

package dev.mayday.sandbox.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The launcher's own words: a slip is said before anything is fetched, built or tested. */
class LauncherTest {
  @Test
  void provisionTakesNoWords() throws Exception {
    assertThat(refused("./mayday", "provision", "x"))
        .contains("provision takes --server and no other words");
  }

  @Test
  void aLongOptionThatMavenDoesNotKnowIsRefused() throws Exception {
    assertThat(refused("./mayday", "test", "--lnog")).contains("--lnog", "--long");
    assertThat(refused("./mayday", "test", "-pl", "sandbox", "--also-mak"))
        .contains("--also-mak\n");
  }

  /** What is Maven's own is handed on. */
  @Test
  void whatMavenKnowsIsNot() throws Exception {
    String known =
        "set -euo pipefail; for piece in say surefire; do . sandbox/provision/$piece.sh; done;"
            + " known_to_maven --long -pl sandbox -am --also-make --file=pom.xml -Dtest=a--b --debug"
            + " && echo handed on";
    assertThat(typed(0, "bash", "-c", known)).contains("handed on");
  }

  private static String refused(String... words) throws IOException, InterruptedException {
    String said = typed(2, words);
    assertThat(said).contains("HINT: ");
    return said;
  }

  private static String typed(int code, String... words) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(words)
            .directory(new java.io.File(".."))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", words) + "\n" + said).isEqualTo(code);
    return said;
  }
}

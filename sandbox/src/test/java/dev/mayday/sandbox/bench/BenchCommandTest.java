package dev.mayday.sandbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchCommandTest {
  private final StringWriter said = new StringWriter();

  @Test
  void aNameThatIsNoneIsSaid() {
    assertThat(run("rtoo")).isEqualTo(2);
    assertThat(said.toString()).contains("there is no benchmark rtoo", "rto", "alerts", "export");
  }

  @Test
  void noRunsMeasureNothing() {
    assertThat(run("--runs", "0")).isEqualTo(2);
    assertThat(said.toString()).contains("--runs");
  }

  @Test
  void helpNamesThemAll() {
    assertThat(run("--help")).isZero();
    assertThat(said.toString())
        .contains("recovery", "no-waits", "rto", "go-on", "alerts", "export");
  }

  private int run(String... words) {
    PrintWriter to = new PrintWriter(said);
    return new CommandLine(new BenchCommand()).setOut(to).setErr(to).execute(words);
  }
}

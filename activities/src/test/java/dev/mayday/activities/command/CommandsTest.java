package dev.mayday.activities.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
  @TempDir Path folder;

  @Test
  void argumentsReachTheProgramAsTheyAre() {
    assertThat(Commands.run(Command.of("printf", "%s|", "a b", "$HOME", "`id`", "ü*;")).out())
        .isEqualTo("a b|$HOME|`id`|ü*;|");
  }

  @Test
  void theEnvironmentIsExactlyAsGiven() {
    Command env =
        new Command(
            Command.of("/usr/bin/env").words(),
            Map.of("ONLY", "this"),
            null,
            "",
            "",
            Duration.ofSeconds(5));
    assertThat(Commands.run(env).out()).isEqualTo("ONLY=this\n");
  }

  @Test
  void anExitCodeIsAnAnswerAndStreamsAreKeptApart() {
    Output output = Commands.run(shell("echo out; echo err >&2; exit 3"));
    assertThat(output).isEqualTo(new Output(3, "out\n", "err\n"));
    assertThat(output.toString()).doesNotContain("out").doesNotContain("err\n");
    assertThatThrownBy(() -> output.or(o -> new Refused("exit " + o.exit()))).hasMessage("exit 3");
  }

  @Test
  void muchOnBothStreamsAndALargeInputBlockNobody() {
    String input = "x".repeat(1 << 20);
    Output output =
        Commands.run(
            shell("head -c 3000000 /dev/zero >&2; cat; head -c 3000000 /dev/zero").reading(input));
    assertThat(output.out()).hasSize(3_000_000 + (1 << 20));
    assertThat(output.err()).hasSize(1 << 20);
  }

  @Test
  void anAnswerWithoutEndIsRefused() {
    assertThatThrownBy(() -> Commands.run(Command.of("head", "-c", "40000000", "/dev/zero")))
        .isInstanceOf(Refused.class);
  }

  @Test
  void afterTheDeadlineTheWholeTreeIsGone() throws IOException {
    Path pids = folder.resolve("pids");
    String tree =
        "echo $$ >> '%1$s'; sh -c 'echo $$ >> \"%1$s\"; sleep 60; :' & wait".formatted(pids);
    assertThatThrownBy(() -> Commands.run(shell(tree).within(Duration.ofSeconds(1))))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("HINT: ");
    assertThat(Files.readAllLines(pids))
        .hasSize(2)
        .noneMatch(
            pid -> ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false));
  }

  @Test
  void anInterruptEndsTheProgram() throws InterruptedException, IOException {
    Path pid = folder.resolve("pid");
    FutureTask<Output> run =
        new FutureTask<>(
            () ->
                Commands.run(
                    shell(
                        "echo $$ > '"
                            + pid
                            + ".new'; mv '"
                            + pid
                            + ".new' '"
                            + pid
                            + "'; exec sleep 60")));
    Thread thread = new Thread(run);
    thread.start();
    while (!Files.exists(pid)) Thread.onSpinWait();
    thread.interrupt();
    thread.join();
    assertThatThrownBy(run::get).hasCauseInstanceOf(Unavailable.class);
    long process = Long.parseLong(Files.readString(pid).trim());
    assertThat(ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false)).isFalse();
  }

  @Test
  void aProgramThatIsNotThereIsNamedAndItsArgumentsAreNot() {
    assertThatThrownBy(() -> Commands.run(Command.of("no-such-program", "hunter2")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no-such-program is not installed")
        .hasMessageNotContainingAny("hunter2");
  }

  @Test
  void aDaemonThatKeepsTheStreamsOpenHoldsNobodyUp() throws IOException {
    Path pid = folder.resolve("pid");
    Output output = Commands.run(shell("sleep 60 & echo $! > '" + pid + "'; echo done"));
    ProcessHandle.of(Long.parseLong(Files.readString(pid).trim()))
        .ifPresent(ProcessHandle::destroyForcibly);
    assertThat(output.out()).isEqualTo("done\n");
  }

  @Test
  void onlyRootMayBecomeAnotherUser() throws IOException {
    boolean root = Files.getOwner(Path.of("/proc/self")).getName().equals("root");
    Command id = Command.of("id", "-un").as("nobody");
    if (root) assertThat(Commands.run(id).out()).isEqualTo("nobody\n");
    else assertThatThrownBy(() -> Commands.run(id)).isInstanceOf(Refused.class);
    assertThat(Commands.run(Command.of("id", "-un").as(System.getProperty("user.name"))).ok())
        .isTrue();
  }

  private static Command shell(String script) {
    return Command.of("sh", "-c", script);
  }
}

package dev.mayday.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** Every command explains itself. */
class HelpTest {
  static Stream<CommandLine> commands() {
    CommandLine root =
        Cli.commandLine(
            new Surroundings(
                Map.of(),
                Path.of(""),
                () -> {
                  throw new AssertionError("help needs no server");
                }));
    return root.getSubcommands().values().stream()
        .flatMap(
            command ->
                command.getSubcommands().isEmpty()
                    ? Stream.of(command)
                    : command.getSubcommands().values().stream());
  }

  @TestFactory
  Stream<DynamicTest> everyCommandHasHelpWithAnExampleThatIsItsOwn() {
    return commands()
        .map(
            command ->
                DynamicTest.dynamicTest(
                    command.getCommandSpec().qualifiedName(), () -> explains(command)));
  }

  private static void explains(CommandLine command) {
    String usage = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
    String name = command.getCommandSpec().qualifiedName();
    assertThat(usage).contains("Usage: " + name).contains("--help").contains("--config");
    assertThat(usage.substring(usage.indexOf("Example"))).contains("  " + name);
  }
}

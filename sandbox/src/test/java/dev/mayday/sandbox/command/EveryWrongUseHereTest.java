package dev.mayday.sandbox.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.starter.Cli;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The commands that belong to the checkout, taken from the command line's own model and used
 * wrongly in every way: each says what to do and exits with 2. Each line names a folder of the
 * test's own.
 */
class EveryWrongUseHereTest {
  private static final int WRONG_USE = 2;
  private static final Set<String> OURS = Set.of("sandbox", "demo", "bench");
  private static final Map<String, List<String>> BAD =
      Map.of(
          "--companies", List.of("0", "-1", "many"),
          "--keys", List.of("-1", "many"),
          "--runs", List.of("0", "many"),
          "--service", List.of("", "WhatsApp", "no-such-service"));

  /** Any path will do. */
  private static final String FREE = "--folder";

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> anOptionThatThereIsNot() {
    return each(spec -> List.of(List.of("--nonsense"), List.of("-Z")));
  }

  @TestFactory
  Stream<DynamicTest> wordsThatMeanNothing() {
    return each(spec -> List.of(List.of("NONSENSE"), List.of("slow", "b", "c")));
  }

  @TestFactory
  Stream<DynamicTest> anOptionWithoutItsValueOrWithAWrongOne() {
    return each(
        spec ->
            options(spec, true)
                .filter(one -> !one.longestName().equals(FREE))
                .flatMap(one -> wrong(one.longestName()))
                .toList());
  }

  private static Stream<List<String>> wrong(String option) {
    assertThat(BAD).as("wrong values").containsKey(option);
    return Stream.concat(
        Stream.of(List.of(option)), BAD.get(option).stream().map(bad -> List.of(option, bad)));
  }

  @TestFactory
  Stream<DynamicTest> anOptionThatIsGivenTwiceAndAFlagWithAValue() {
    return each(
        spec ->
            Stream.concat(
                    options(spec, true).map(one -> List.of(one.longestName(), "1")),
                    options(spec, false).map(one -> List.of(one.longestName() + "=perhaps")))
                .map(one -> one.size() == 1 ? one : twice(one))
                .toList());
  }

  private static List<String> twice(List<String> words) {
    return Stream.concat(words.stream(), words.stream()).toList();
  }

  @Test
  void aCommandThatIsMissingOrThatThereIsNot() {
    for (List<String> line :
        List.of(
            List.<String>of(),
            List.of("sandbox"),
            List.of("sandbox", "break"),
            List.of("sandbox", "upp"),
            List.of("dem"),
            List.of("benchh"))) refused(line);
  }

  @Test
  void whatThereIsIsSaid() {
    assertThat(refused(List.of("sandbox", "break", "NONSENSE")))
        .contains("one of postgres-stopped");
    assertThat(refused(List.of("sandbox", "up", "--companies", "0"))).contains("at least 1");
    assertThat(refused(List.of("demo", "--companies", "0"))).contains("at least 1");
    assertThat(refused(List.of("bench", "NONSENSE"))).contains("export");
  }

  private Stream<DynamicTest> each(Function<CommandSpec, List<List<String>>> lines) {
    return commands()
        .map(
            spec ->
                DynamicTest.dynamicTest(
                    spec.qualifiedName(),
                    () -> lines.apply(spec).forEach(words -> refused(line(spec, words)))));
  }

  private List<String> line(CommandSpec spec, List<String> words) {
    List<String> line = new ArrayList<>(List.of(spec.qualifiedName().split(" ", -1)));
    line.remove(0);
    if (!words.contains(FREE)) line.addAll(List.of(FREE, folder.toString()));
    line.addAll(words);
    return line;
  }

  private static String refused(List<String> line) {
    StringWriter said = new StringWriter();
    StringWriter out = new StringWriter();
    CommandLine command =
        Main.commandLine().setErr(new PrintWriter(said)).setOut(new PrintWriter(out));
    int code = Cli.run(command, line.toArray(String[]::new));
    assertThat(code).as(line + "\n" + said + out).isEqualTo(WRONG_USE);
    assertThat(said.toString())
        .as(line.toString())
        .contains("HINT: ")
        .doesNotContain("\tat ", "Exception", "picocli", "java.");
    return said.toString();
  }

  private static Stream<CommandSpec> commands() {
    return Main.commandLine().getSubcommands().entrySet().stream()
        .filter(one -> OURS.contains(one.getKey()))
        .map(Map.Entry::getValue)
        .flatMap(
            one ->
                one.getSubcommands().isEmpty()
                    ? Stream.of(one)
                    : one.getSubcommands().values().stream())
        .map(CommandLine::getCommandSpec);
  }

  private static Stream<OptionSpec> options(CommandSpec spec, boolean withValue) {
    return spec.options().stream()
        .filter(one -> !one.usageHelp() && !one.versionHelp())
        .filter(one -> (one.arity().max() > 0) == withValue);
  }
}

package dev.mayday.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every command, taken from the command line's own model, used wrongly in every way that its
 * options and arguments allow: it says what to do, exits with 2, and asks nothing of Temporal.
 */
@Timeout(120)
class EveryWrongUseTest {
  /** What each command needs at least; a new one must be put here, or is tried without a word. */
  private static final Map<String, String> RIGHT =
      Map.ofEntries(
          Map.entry("recover", "FallBackToFiles"),
          Map.entry("rehearse", "FallBackToFiles"),
          Map.entry("runbook", "FallBackToFiles"),
          Map.entry("decide", "1 yes --by on-call"),
          Map.entry("pause", "--by on-call"),
          Map.entry("resume", "--by on-call"),
          Map.entry("retry", "--by on-call"),
          Map.entry("skip", "--by on-call"),
          Map.entry("rollback", "--by on-call"),
          Map.entry("abort", "--by on-call"),
          Map.entry("hand-over", "--by on-call"),
          Map.entry("stand-back", "on --by lead --why drill"));

  /** They go to Temporal by themselves, and stay: what they do there is shown on a real one. */
  private static final Set<String> STAY = Set.of("up", "worker", "webhook", "doctor");

  /** They are about the whole configuration, or about a host, and choose no environment. */
  private static final Set<String> OF_ALL =
      Set.of("doctor", "up", "worker", "webhook", "schedules apply", "upgrade-check");

  /** They ask nobody, and work on a day when there is nobody to ask. */
  private static final Set<String> ALONE = Set.of("runbook", "setup");

  /** Any text will do for these. */
  private static final Set<String> FREE = Set.of("--by", "--why", "--reason");

  private static final Map<String, String> BAD =
      Map.of(
          "--environment", "nowhere",
          "--service", "nothing",
          "--config", "missing.yaml",
          "--token-file", "missing.token",
          "--host", "nowhere",
          "--metrics", "nowhere",
          "--write", "mayday.yaml",
          "--detected-at", "yesterday");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> anOptionThatThereIsNot() {
    return each(
        spec -> List.of(with(spec, "--nonsense"), with(spec, "-Z"), with(spec, "--", "-x")));
  }

  @TestFactory
  Stream<DynamicTest> moreWordsThanItTakes() {
    return each(spec -> List.<String[]>of(with(spec, "a", "b", "c", "d", "e")));
  }

  @TestFactory
  Stream<DynamicTest> wordsThatAreMissing() {
    return each(
        spec -> {
          List<String[]> lines = new ArrayList<>();
          String[] right = with(spec);
          int own = path(spec).size();
          for (int left = own; left < right.length; left++) lines.add(Arrays.copyOf(right, left));
          return lines;
        });
  }

  @TestFactory
  Stream<DynamicTest> anOptionWithoutItsValue() {
    return each(
        spec ->
            options(spec, true)
                .filter(one -> one.arity().min() > 0)
                .map(one -> with(spec, one.longestName()))
                .toList());
  }

  @TestFactory
  Stream<DynamicTest> anOptionThatIsGivenTwice() {
    return each(
        spec ->
            Stream.concat(
                    options(spec, true)
                        .filter(one -> !one.isMultiValue())
                        .map(one -> twice(spec, one.longestName(), "a")),
                    options(spec, false).map(one -> twice(spec, one.longestName())))
                .toList());
  }

  @TestFactory
  Stream<DynamicTest> aFlagThatIsGivenAValue() {
    return each(
        spec ->
            options(spec, false).map(one -> with(spec, one.longestName() + "=perhaps")).toList());
  }

  @TestFactory
  Stream<DynamicTest> aValueThatIsWrong() {
    return each(
        spec ->
            options(spec, true)
                .filter(one -> !FREE.contains(one.longestName()))
                .filter(one -> !path(spec).equals(List.of("setup")))
                .map(one -> with(spec, one.longestName(), bad(one)))
                .toList());
  }

  private static String bad(OptionSpec option) {
    String bad = BAD.get(option.longestName());
    assertThat(bad).as("a wrong value for " + option.longestName()).isNotNull();
    return bad;
  }

  @TestFactory
  Stream<DynamicTest> aConfigurationThatCannotBeRead() throws IOException {
    return each(
        spec ->
            Stream.of("folder", "binary", "empty", "broken", "unknown-key")
                .map(file -> with(spec, "--config", folder.resolve(file).toString()))
                .toList());
  }

  /** With two environments a command that needs one does not guess. */
  @TestFactory
  Stream<DynamicTest> anEnvironmentThatIsNotNamedWhereThereAreTwo() throws IOException {
    Path two = Files.createDirectory(folder.resolve("two"));
    Estates.two(two);
    return commands()
        .filter(spec -> spec.findOption("--environment") != null)
        .filter(spec -> !spec.name().equals("status"))
        .map(
            spec ->
                DynamicTest.dynamicTest(
                    spec.qualifiedName(),
                    () -> {
                      Terminal.Said said = terminal(two).types(with(spec));
                      judge(said, with(spec));
                      assertThat(said.err()).contains("which environment?", "spare, staging");
                    }));
  }

  /** None of them chooses an environment; a new command without the option is asked about here. */
  @Test
  void whatHasNoEnvironmentToNameIsAboutTheWholeConfiguration() {
    assertThat(
            commands()
                .filter(spec -> spec.findOption("--environment") == null)
                .map(spec -> String.join(" ", path(spec))))
        .containsExactlyInAnyOrderElementsOf(OF_ALL);
  }

  @TestFactory
  Stream<DynamicTest> aCommandThatThereIsNot() {
    return each(
        spec -> {
          String[] line = with(spec);
          int last = path(spec).size() - 1;
          line[last] = line[last] + "x";
          return List.<String[]>of(line);
        });
  }

  /** Positive control: the line that is spoiled above is right; it goes as far as Temporal. */
  @TestFactory
  Stream<DynamicTest> theRightLineGoesAsFarAsTemporal() throws IOException {
    return commands()
        .filter(spec -> !STAY.contains(spec.name()) && !ALONE.contains(spec.name()))
        .map(
            spec ->
                DynamicTest.dynamicTest(
                    spec.qualifiedName(),
                    () -> {
                      Terminal.Said said = at(folder).types(with(spec));
                      assertThat(said.exit()).as(said.err()).isEqualTo(Exit.UNAVAILABLE);
                      assertThat(said.err()).contains("HINT: start one");
                    }));
  }

  /** Negative control: what would not help the person who typed it. */
  @Test
  void anAnswerThatDoesNotHelpWouldBeSeen() {
    for (Terminal.Said wrong :
        List.of(
            new Terminal.Said(1, "", "no\nHINT: yes"),
            new Terminal.Said(2, "", "no"),
            new Terminal.Said(2, "some", "no\nHINT: yes"),
            new Terminal.Said(2, "", "java.lang.Exception: x\n\tat a.b(C.java:1)\nHINT: yes")))
      assertThatThrownBy(() -> judge(wrong)).isInstanceOf(AssertionError.class);
  }

  private Stream<DynamicTest> each(Function<CommandSpec, List<String[]>> lines) {
    return commands()
        .map(
            spec ->
                DynamicTest.dynamicTest(
                    spec.qualifiedName(),
                    () -> {
                      for (String[] line : lines.apply(spec)) judge(at(folder).types(line), line);
                    }));
  }

  private static void judge(Terminal.Said said, String... line) {
    String typed = String.join(" ", line);
    assertThat(said.exit()).as(typed + "\n" + said).isEqualTo(Exit.WRONG_USE);
    assertThat(said.err())
        .as(typed)
        .contains("HINT: ")
        .doesNotContain("\tat ", "Exception", "picocli", "java.");
    if (!typed.contains("--json")) assertThat(said.out()).as(typed).isEmpty();
  }

  private Terminal at(Path place) throws IOException {
    if (!Files.exists(place.resolve("mayday.yaml"))) spoiled(place);
    return terminal(place);
  }

  private static Terminal terminal(Path place) {
    return new Terminal(
        place,
        Map.of(),
        () -> {
          throw new Unavailable("no Temporal server answers\nHINT: start one");
        });
  }

  private static void spoiled(Path place) throws IOException {
    Estates.one(place);
    Files.createDirectory(place.resolve("folder"));
    Files.write(place.resolve("binary"), new byte[] {(byte) 0xff, 0, 1});
    Files.writeString(place.resolve("empty"), "");
    Files.writeString(place.resolve("broken"), "a: [");
    String good = Files.readString(place.resolve("mayday.yaml"));
    Files.writeString(place.resolve("unknown-key"), good + "\nsurplus: 1\n");
  }

  private static Stream<CommandSpec> commands() {
    return HelpTest.commands().map(CommandLine::getCommandSpec);
  }

  private static Stream<OptionSpec> options(CommandSpec spec, boolean withValue) {
    return spec.options().stream()
        .filter(one -> !one.usageHelp())
        .filter(one -> (one.arity().max() > 0) == withValue);
  }

  private static List<String> path(CommandSpec spec) {
    List<String> words = new ArrayList<>(List.of(spec.qualifiedName().split(" ", -1)));
    words.remove(0);
    return words;
  }

  /** The least right line, and these words; what they give replaces what the line gave. */
  private static String[] with(CommandSpec spec, String... more) {
    List<String> line = path(spec);
    String least = RIGHT.getOrDefault(spec.name(), "");
    Map<String, String> given = new LinkedHashMap<>();
    String[] words = least.isEmpty() ? new String[0] : least.split(" ", -1);
    for (int i = 0; i < words.length; i++)
      if (words[i].startsWith("--")) given.put(words[i], words[++i]);
      else line.add(words[i]);
    if (more.length > 0) given.remove(more[0].replaceFirst("=.*", ""));
    given.forEach((option, value) -> line.addAll(List.of(option, value)));
    line.addAll(List.of(more));
    return line.toArray(String[]::new);
  }

  private static String[] twice(CommandSpec spec, String... option) {
    List<String> line = new ArrayList<>(List.of(with(spec, option)));
    line.addAll(List.of(option));
    return line.toArray(String[]::new);
  }
}

package dev.mayday.sandbox;

import dev.mayday.sandbox.bench.BenchCommand;
import dev.mayday.sandbox.demo.DemoCommand;
import dev.mayday.starter.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;

/** One page of the documents, and what is wrong with it. */
record Page(Path file, String text) {
  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
  private static final Pattern COMMAND =
      Pattern.compile("(?m)(?:`|^[ $]*)(?:\\./)?mayday ([^`\\n]+)");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z-]*");
  private static final Pattern OPTION = Pattern.compile("(?<!\\S)\\[?(--[a-z-]+)");
  private static final Pattern LINE_NUMBER = Pattern.compile("\\.(?:java|sh|js|md|yaml):\\d+");
  private static final Pattern SOMEBODYS_PATH = Pattern.compile("/(?:home|root|tmp|Users)/\\S*");

  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");

  /** Printed from the example, so the folders that the example names are in it. */
  private static final String PRINTED = "without-mayday.md";

  private static final CommandLine MAYDAY = mayday();

  /** Commands of the launcher alone. */
  private static final Set<String> LAUNCHER = Set.of("test", "provision");

  static Page of(Path file) {
    try {
      return new Page(file, Files.readString(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Everything that is wrong, each with the page's name. */
  List<String> wrong() {
    return Stream.of(deadLinks(), unknownCommands(), found(LINE_NUMBER), somebodysPaths())
        .flatMap(problems -> problems)
        .map(problem -> file.getFileName() + ": " + problem)
        .toList();
  }

  private Stream<String> deadLinks() {
    return LINK.matcher(FENCED.matcher(text).replaceAll(""))
        .results()
        .map(match -> match.group(1))
        .filter(link -> !link.contains("://"))
        .filter(link -> !Files.exists(file.resolveSibling(link)))
        .map(link -> "no such file: " + link);
  }

  private Stream<String> somebodysPaths() {
    String rest = text;
    for (String known : pathsOfTheExample()) rest = rest.replace(known, "");
    return new Page(file, rest).found(SOMEBODYS_PATH);
  }

  private List<String> pathsOfTheExample() {
    if (!file.endsWith(PRINTED)) return List.of();
    Page example = Page.of(file.resolveSibling("mayday.example.yaml"));
    return example.all(SOMEBODYS_PATH).map(MatchResult::group).toList();
  }

  private Stream<String> found(Pattern pattern) {
    return all(pattern).map(match -> "does not belong here: " + match.group());
  }

  private Stream<String> unknownCommands() {
    return all(COMMAND).flatMap(match -> unknown(match.group(1)).stream());
  }

  private Stream<MatchResult> all(Pattern pattern) {
    return pattern.matcher(text).results();
  }

  private static List<String> unknown(String line) {
    CommandLine command = MAYDAY;
    String[] words = line.strip().split("\\s+", -1);
    if (LAUNCHER.contains(words[0]) || !NAME.matcher(words[0]).matches()) return List.of();
    if (!command.getSubcommands().containsKey(words[0]))
      return List.of("no such command: mayday " + words[0]);
    for (String word : words) command = command.getSubcommands().getOrDefault(word, command);
    return unknownOptions(command, line);
  }

  private static List<String> unknownOptions(CommandLine command, String line) {
    List<String> unknown = new ArrayList<>();
    OPTION
        .matcher(line)
        .results()
        .map(match -> match.group(1))
        .filter(option -> command.getCommandSpec().findOption(option) == null)
        .forEach(
            option -> unknown.add("no such option: " + command.getCommandName() + " " + option));
    return unknown;
  }

  private static CommandLine mayday() {
    CommandLine command = Cli.commandLine();
    command.addSubcommand(new SandboxCommand());
    command.addSubcommand(new DemoCommand());
    command.addSubcommand(new BenchCommand());
    return command;
  }
}

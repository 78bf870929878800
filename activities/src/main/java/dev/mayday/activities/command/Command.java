package dev.mayday.activities.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An external program to run, without a shell.
 *
 * @param words program and arguments. They are visible in the process list: never a secret
 * @param environment the whole environment; nothing is inherited
 * @param folder the working folder; null for the worker's own
 * @param user the Unix user to run as; empty for the worker's own
 * @param input what the program reads from its standard input
 * @param within after this long its whole process tree is destroyed
 */
public record Command(
    List<String> words,
    Map<String, String> environment,
    Path folder,
    String user,
    String input,
    Duration within) {

  /** Copies what it is given; a program without a name or deadline is refused. */
  public Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
    if (words.isEmpty() || within.isNegative() || within.isZero())
      throw new IllegalArgumentException("a command needs a program and a deadline");
  }

  /** A program with only {@code PATH} and a plain locale in its environment, and 30 seconds. */
  public static Command of(String... words) {
    return of(List.of(words));
  }

  /** As {@link #of(String...)}. */
  public static Command of(List<String> words) {
    return new Command(words, plain(), null, "", "", Duration.ofSeconds(30));
  }

  /** The same with more arguments. */
  public Command and(String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return new Command(all, environment, folder, user, input, within);
  }

  /** The same with one more variable. */
  public Command with(String name, String value) {
    return with(Map.of(name, value));
  }

  /** The same with more variables. */
  public Command with(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(environment);
    all.putAll(more);
    return new Command(words, all, folder, user, input, within);
  }

  /** The same in another working folder. */
  public Command in(Path folder) {
    return new Command(words, environment, folder, user, input, within);
  }

  /** The same as another Unix user (only root can); empty is the worker's own. */
  public Command as(String user) {
    return new Command(words, environment, folder, user, input, within);
  }

  /** The same with another input. */
  public Command reading(String input) {
    return new Command(words, environment, folder, user, input, within);
  }

  /** The same with another deadline. */
  public Command within(Duration within) {
    return new Command(words, environment, folder, user, input, within);
  }

  /** What messages call it: the program's own name, never its arguments or environment. */
  public String name() {
    return Path.of(words.get(0)).getFileName().toString();
  }

  @Override
  public String toString() {
    return name();
  }

  private static Map<String, String> plain() {
    String path = System.getenv("PATH");
    return Map.of(
        "PATH",
        path == null ? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" : path,
        "LC_ALL",
        "C.UTF-8");
  }
}

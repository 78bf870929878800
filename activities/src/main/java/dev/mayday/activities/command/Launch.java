package dev.mayday.activities.command;

import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What stands before a program's own words: who it runs as, and that it dies with the worker. */
final class Launch {
  private static final String FOLDERS = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

  /** A setpriv that can tie a program's life to the worker's, if this host has one. */
  private static final Optional<String> SETPRIV = find("setpriv", FOLDERS).filter(Launch::ties);

  private Launch() {}

  static List<String> words(Command command) {
    List<String> words = new ArrayList<>();
    SETPRIV.ifPresent(s -> words.addAll(List.of(s, "--pdeathsig", "KILL")));
    if (other(command.user())) words.addAll(become(command));
    else if (SETPRIV.isPresent()) words.add("--");
    words.add(program(command));
    words.addAll(command.words().subList(1, command.words().size()));
    return words;
  }

  private static List<String> become(Command command) {
    String user = command.user();
    if (!own().equals("root"))
      throw new Refused(
          "%s must run as %s, and the worker runs as %s\nHINT: run this host's worker as %s or root"
              .formatted(command, user, own(), user));
    return SETPRIV.isPresent()
        ? List.of("--reuid", user, "--regid", group(user), "--init-groups", "--")
        : List.of("runuser", "-u", user, "--");
  }

  private static boolean other(String user) {
    return !user.isEmpty() && !user.equals(own());
  }

  private static String group(String user) {
    return Commands.run(Command.of("id", "-g", "--", user))
        .or(o -> new Refused("there is no user " + user + " on this host\nHINT: mayday doctor"))
        .out()
        .trim();
  }

  private static String own() {
    try {
      return Files.getOwner(Path.of("/proc/self")).getName();
    } catch (IOException e) {
      return System.getProperty("user.name"); // no /proc: the JVM's own word is all there is
    }
  }

  /** Found here, since after setpriv a missing program would be just another exit code. */
  private static String program(Command command) {
    String word = command.words().get(0);
    return find(word, command.environment().getOrDefault("PATH", FOLDERS))
        .orElseThrow(
            () ->
                new Refused(
                    command
                        + " is not installed\nHINT: install it, or put it on the worker's PATH"));
  }

  private static Optional<String> find(String word, String folders) {
    if (word.contains("/")) return Optional.of(word).filter(w -> Files.isExecutable(Path.of(w)));
    return Stream.of(folders.split(":"))
        .map(folder -> Path.of(folder, word))
        .filter(p -> Files.isExecutable(p) && !Files.isDirectory(p))
        .map(Path::toString)
        .findFirst();
  }

  private static boolean ties(String setpriv) {
    try {
      ProcessBuilder look = new ProcessBuilder(setpriv, "--pdeathsig", "KILL", "true");
      look.environment().clear(); // the worker's own may hold secrets
      look.environment().put("PATH", FOLDERS);
      Process process = look.start();
      try {
        return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return false; // this host has none that works: programs are run without it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

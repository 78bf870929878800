package dev.mayday.activities.neighbours;

import dev.mayday.incident.Neighbour;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a listed neighbour may be among what this worker may not look into: that it was not found
 * says nothing then.
 *
 * @param blind whether other users' processes are not even named to this worker
 * @param closed processes of which neither the folder nor what they were given can be read
 * @param checkout where a script that is given without its folder may be
 */
record Veiled(boolean blind, List<Proc> closed, Path checkout) {
  /** A shorter word would be found in too many patterns. */
  private static final int SHORTEST = 2;

  boolean mayBe(Neighbour one) {
    if (one.underPm2() || !one.client().isEmpty()) return false;
    if (blind) return true;
    return !one.command().isEmpty()
        && closed.stream().anyMatch(process -> mayBe(one.command(), process));
  }

  /** Where its script is known, so is whether it is the one. */
  private boolean mayBe(String command, Proc process) {
    Program program = Program.of(process);
    return program.script() == null
        && process.words().stream()
            .skip(1)
            .filter(word -> !word.startsWith("-"))
            .anyMatch(word -> fits(command, program.name(), word));
  }

  private boolean fits(String command, String name, String word) {
    Pattern pattern = Pattern.compile(command);
    String stem = word.replaceAll(".*/", "").replaceAll("[.][^.]*$", "");
    return (stem.length() >= SHORTEST && command.contains(stem))
        || Stream.of(word, inCheckout(word))
            .anyMatch(script -> pattern.matcher(name + " " + script).find());
  }

  private String inCheckout(String word) {
    try {
      return checkout.resolve(word).normalize().toString();
    } catch (InvalidPathException noPath) {
      return word;
    }
  }
}

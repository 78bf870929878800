package dev.mayday.starter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** Which of the configured hosts this machine is. */
final class Hosts {
  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "The host in mayday.yaml that this machine is; may be given more than once.")
  List<String> named = new ArrayList<>();

  /** Those that are named, each of them known. */
  List<String> named(MaydayCommand command) {
    Set<String> known = command.estate().hosts().keySet();
    for (String host : named)
      if (!known.contains(host))
        throw command.wrongUse("there is no host \"" + host + "\"\nHINT: there are " + join(known));
    return named;
  }

  /** Those that are named, else the only one that there is. */
  List<String> orOnly(MaydayCommand command) {
    Set<String> known = command.estate().hosts().keySet();
    if (!named.isEmpty()) return named(command);
    if (known.size() == 1) return List.copyOf(known);
    throw command.wrongUse(
        "which host is this machine?\nHINT: add --host with one of " + join(known));
  }

  private static String join(Set<String> names) {
    return String.join(", ", new TreeSet<>(names));
  }
}

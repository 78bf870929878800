package dev.mayday.starter;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.incident.Target;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which service a command is about. What is not given is taken only where there is one choice. */
final class Where {
  @Option(
      names = {"-e", "--environment"},
      paramLabel = "NAME",
      description = "The environment; may be left out where there is only one.")
  String environment;

  @Option(
      names = {"-s", "--service"},
      paramLabel = "NAME",
      description = "The service; may be left out where the environment has only one.")
  String service;

  /** Takes {@code ENVIRONMENT/SERVICE} as a question's text gives it. */
  void take(String both, MaydayCommand command) {
    String[] parts = both.split("/", -1);
    if (parts.length != 2 || environment != null || service != null)
      throw command.wrongUse("\"" + both + "\" is not one ENVIRONMENT/SERVICE");
    environment = parts[0];
    service = parts[1];
  }

  /** The one service that is meant. */
  Target one(MaydayCommand command) {
    String where = environment(command);
    List<Target> found = matching(command.estate(), where, service).toList();
    if (found.size() == 1) return found.get(0);
    if (found.isEmpty()) throw unknown(command, where);
    throw command.wrongUse(
        "which service of "
            + where
            + "?\nHINT: add --service with one of "
            + names(found.stream().map(Target::service)));
  }

  /** Every service that fits what is given. */
  List<Target> all(MaydayCommand command) {
    List<Target> found = matching(command.estate(), environment, service).toList();
    if (found.isEmpty() && (environment != null || service != null))
      throw unknown(command, environment == null ? "any environment" : environment);
    return found;
  }

  /** The environment that is meant. */
  String environment(MaydayCommand command) {
    EstateFile estate = command.estate();
    if (environment == null && estate.environments().size() == 1)
      return estate.environments().iterator().next();
    String there = names(estate.environments().stream());
    if (environment == null)
      throw command.wrongUse("which environment?\nHINT: add --environment with one of " + there);
    if (!estate.environments().contains(environment))
      throw command.wrongUse(
          "there is no environment \"" + environment + "\"\nHINT: there are " + there);
    return environment;
  }

  private RuntimeException unknown(MaydayCommand command, String where) {
    return command.wrongUse(
        "there is no service"
            + (service == null ? "" : " \"" + service + "\"")
            + " in "
            + where
            + "\nHINT: there are "
            + names(command.estate().services().keySet().stream().map(Target::toString)));
  }

  private static Stream<Target> matching(EstateFile estate, String environment, String service) {
    return estate.services().keySet().stream()
        .filter(target -> environment == null || target.environment().equals(environment))
        .filter(target -> service == null || target.service().equals(service));
  }

  private static String names(Stream<String> names) {
    return names.collect(Collectors.toCollection(TreeSet::new)).stream()
        .collect(Collectors.joining(", "));
  }
}

package dev.mayday.activities.estate;

import dev.mayday.incident.Service;
import dev.mayday.incident.Target;
import dev.mayday.system.Refused;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The checked configuration, as records. It holds references to secrets, never a secret.
 *
 * @param state folder on every host for fences, sealed copies, notices and reports
 * @param zone the time zone that people read beside UTC
 * @param webUi address of Temporal's Web UI, for links
 * @param webhook the alert desk; absent when this installation takes no alerts
 * @param metrics where {@code /metrics}, {@code /health} and {@code /ready} answer
 * @param rounds when the workers' own doctor looks
 * @param hosts by name
 * @param people by name
 * @param environments every environment, also one without services
 * @param services by target; their list of search attributes is empty, the adapter asks the server
 * @param copies by target: how often the warm copy is refreshed; absent where there is none
 * @param reaching what all people share in how they are reached and prove who they are
 * @param deadMan who is pinged while Mayday works; absent where nobody is
 */
public record EstateFile(
    String state,
    String zone,
    String webUi,
    Optional<Desk> webhook,
    Listen metrics,
    Rounds rounds,
    Map<String, Host> hosts,
    Map<String, Person> people,
    Set<String> environments,
    Map<Target, Service> services,
    Map<Target, Duration> copies,
    Reaching reaching,
    Optional<DeadMan> deadMan) {

  /**
   * Reads and checks a file.
   *
   * @throws Refused with every problem found: line, key, value (unless it may be a secret), reason
   */
  public static EstateFile load(Path file) {
    return EstateReader.read(file, new Keys());
  }

  /**
   * Every key that a file leaves out, by its whole path, with the default that counts in its place
   * as docs/configuration.md shows it; with an empty text for a group of keys.
   *
   * @throws Refused as {@link #load} does
   */
  public static Map<String, String> leftOut(Path file) {
    Keys keys = new Keys();
    EstateReader.read(file, keys);
    return keys.leftOut();
  }

  /**
   * One service.
   *
   * @throws Refused when there is none; the message lists those there are
   */
  public Service service(Target target) {
    Service found = services.get(target);
    if (found == null)
      throw new Refused(
          "there is no service "
              + target
              + " in the configuration\nHINT: there are "
              + names(services.keySet())
              + "; add it to mayday.yaml or correct the name");
    return found;
  }

  /** The services that live on a host. */
  public List<Service> on(String host) {
    return services.values().stream().filter(service -> service.host().equals(host)).toList();
  }

  /**
   * One person.
   *
   * @throws Refused when there is none; the message lists those there are
   */
  public Person person(String name) {
    Person found = people.get(name);
    if (found == null)
      throw new Refused(
          "there is nobody called \""
              + name
              + "\" in the configuration\nHINT: there are "
              + names(people.keySet()));
    return found;
  }

  private static String names(Set<?> known) {
    return known.stream()
        .map(Object::toString)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(", "));
  }
}

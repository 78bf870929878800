package dev.mayday.triage;

import dev.mayday.incident.Service;
import dev.mayday.system.EnvState;
import dev.mayday.system.ProcessState;
import dev.mayday.system.Reachability;
import dev.mayday.system.Source;
import java.util.List;

/**
 * What the probes of a triage saw.
 *
 * @param database how the database answers the service's host
 * @param env the mode in the service's {@code .env}
 * @param process what runs
 * @param sources where sessions can be taken from; looked at only where the database answers
 * @param symptoms the alerts' own summaries
 * @param works what a look at a service that runs on files showed; empty where it was not looked at
 */
record Findings(
    Reachability database,
    EnvState env,
    ProcessState process,
    List<Source> sources,
    List<String> symptoms,
    String works) {

  /** As these, with what a closer look showed. */
  Findings with(String closer) {
    return new Findings(database, env, process, sources, symptoms, closer);
  }

  /** The keys that can be read from the live database. */
  long live() {
    return keys(Source.Kind.LIVE);
  }

  /** The keys of the warm copy: the last known count, since a copy does not follow an accident. */
  long copied() {
    return keys(Source.Kind.WARM_COPY);
  }

  private long keys(Source.Kind kind) {
    return sources.stream().filter(one -> one.kind() == kind).mapToLong(Source::keys).sum();
  }

  boolean onFiles(Service service) {
    return service.settings().onFiles().equals(env.values().get(service.settings().mode()));
  }

  /** Whether the process runs in another mode than its settings say by now. */
  boolean elsewhere(Service service) {
    return process.running()
        && !process.mode().isEmpty()
        && !process.mode().equals(env.values().get(service.settings().mode()));
  }

  boolean symptom(String pattern) {
    return symptoms.stream()
        .anyMatch(
            text -> text.toLowerCase(java.util.Locale.ROOT).matches("(?s).*(" + pattern + ").*"));
  }
}

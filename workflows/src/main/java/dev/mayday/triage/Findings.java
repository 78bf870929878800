package dev.mayday.triage;

import dev.mayday.incident.Service;
import dev.mayday.system.EnvState;
import dev.mayday.system.ProcessState;
import dev.mayday.system.Reachability;
import java.util.List;

/**
 * What the probes of a triage saw.
 *
 * @param database how the database answers the service's host
 * @param env the mode in the service's {@code .env}
 * @param process what runs
 * @param symptoms the alerts' own summaries
 */
record Findings(Reachability database, EnvState env, ProcessState process, List<String> symptoms) {

  boolean onFiles(Service service) {
    return service.settings().onFiles().equals(env.values().get(service.settings().mode()));
  }

  boolean symptom(String pattern) {
    return symptoms.stream()
        .anyMatch(
            text -> text.toLowerCase(java.util.Locale.ROOT).matches("(?s).*(" + pattern + ").*"));
  }
}

package dev.mayday.triage;

import dev.mayday.incident.Target;

/**
 * The input of an incident.
 *
 * @param environment for example {@code production}
 * @param service for example {@code whatsapp}
 * @param carried what an earlier run of the same incident knew; null at the first
 */
public record IncidentStart(String environment, String service, Carried carried) {
  /** The first run of an incident. */
  public static IncidentStart of(Target target) {
    return new IncidentStart(target.environment(), target.service(), null);
  }
}

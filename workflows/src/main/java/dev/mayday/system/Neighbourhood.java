package dev.mayday.system;

import java.util.List;

/**
 * Who shares something with a service, as far as it could be seen.
 *
 * @param found every process and every session from elsewhere, listed or not
 * @param unseen what could not be looked at, as sentences
 * @param doubtful names of listed neighbours of which nobody can say here whether they run; absent
 *     in what an earlier version saw
 */
public record Neighbourhood(List<Found> found, List<String> unseen, List<String> doubtful) {
  /** Copies what it is given. */
  public Neighbourhood {
    found = List.copyOf(found);
    unseen = List.copyOf(unseen);
    doubtful = doubtful == null ? List.of() : List.copyOf(doubtful);
  }

  /** One in which it is known of everybody who is listed whether they run. */
  public Neighbourhood(List<Found> found, List<String> unseen) {
    this(found, unseen, List.of());
  }

  /** Those that mayday.yaml does not list. */
  public List<Found> unlisted() {
    return found.stream().filter(one -> !one.listed()).toList();
  }

  /** Those that are this neighbour. */
  public List<Found> of(String neighbour) {
    return found.stream().filter(one -> one.neighbour().equals(neighbour)).toList();
  }
}

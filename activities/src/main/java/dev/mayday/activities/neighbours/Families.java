package dev.mayday.activities.neighbours;

import dev.mayday.incident.Neighbour;
import dev.mayday.incident.Neighbour.Shared;
import dev.mayday.system.Found;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Processes that belong together are told as one: a process and all that it began, and those that
 * are recognised in the same way, as the instances of a cluster are.
 *
 * @param scripts those that the service itself runs
 */
record Families(Bystanders bystanders, List<Neighbour> listed, Set<String> scripts) {

  List<Found> of(Map<Long, Kind> kinds, Map<Long, EnumSet<Shared>> shared) {
    Map<String, Found> found = new LinkedHashMap<>();
    Map<String, Kind> heads = new HashMap<>();
    kinds.forEach(
        (pid, kind) -> {
          Kind head = head(kind, kinds);
          heads.put(head.what(), head);
          found.merge(head.what(), one(kind, head, shared.get(pid)), Families::together);
        });
    return found.values().stream().map(one -> entered(one, heads.get(one.what()))).toList();
  }

  /** Whoever is listed speaks for himself, also where something else began him. */
  private Kind head(Kind kind, Map<Long, Kind> kinds) {
    if (!kind.listed(listed).isEmpty()) return kind;
    return bystanders
        .eldest(kind.process(), kinds.keySet())
        .map(eldest -> kinds.get(eldest.pid()))
        .orElse(kind);
  }

  private Found one(Kind kind, Kind head, EnumSet<Shared> shared) {
    String neighbour = head.listed(listed);
    boolean same =
        kind.program().script() != null && scripts.contains(kind.program().script().toString());
    return new Found(neighbour, head.what(), head.process().pid(), List.copyOf(shared), same, "");
  }

  /** What all of a family share is known at last. */
  private static Found entered(Found one, Kind head) {
    return new Found(
        one.neighbour(),
        one.what(),
        one.pid(),
        one.shares(),
        one.sameScript(),
        one.listed() ? "" : head.entry(one.shares()));
  }

  private static Found together(Found one, Found other) {
    EnumSet<Shared> shared = EnumSet.copyOf(one.shares());
    shared.addAll(other.shares());
    return new Found(
        one.neighbour(),
        one.what(),
        one.pid(),
        List.copyOf(shared),
        one.sameScript() || other.sameScript(),
        one.entry());
  }
}

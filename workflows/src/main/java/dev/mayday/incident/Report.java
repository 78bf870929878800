package dev.mayday.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The finished (or, asked for while it runs, unfinished) journal with outcome, times, loss and
 * proofs.
 *
 * @param run the Temporal run id; reports are filed under it
 * @param workflowId the lock's id
 * @param target what was recovered
 * @param scenario the workflow type
 * @param drill true outside production
 * @param outcome null while it runs
 * @param why one sentence on the outcome
 * @param phase the phase it is in, or ended in
 * @param detectedAt the alert's own start, or the run's start when there was no alert
 * @param startedAt the run's start
 * @param endedAt null while it runs
 * @param rto time from detectedAt to the end, split
 * @param budgets per phase and in all, with what was used
 * @param loss RPO, bound or measured
 * @param plan what was approved or rehearsed
 * @param decisions who said what, as it counted
 * @param journal the sentences, in order
 * @param open the question that is open now, or null
 * @param apart what was left out or kept apart, by name
 * @param leftToDo what a person still has to do
 * @param startedBy who or what started it
 * @param pausedBy who holds it before the next step, or an empty text
 * @param gaps when which company's messages were not handled; absent in what an earlier version
 *     wrote, then none are known
 */
public record Report(
    String run,
    String workflowId,
    Target target,
    String scenario,
    boolean drill,
    Outcome outcome,
    String why,
    String phase,
    Instant detectedAt,
    Instant startedAt,
    Instant endedAt,
    Rto rto,
    List<Budget> budgets,
    Loss loss,
    Plan plan,
    List<Ruling> decisions,
    List<Entry> journal,
    Question open,
    List<String> apart,
    List<String> leftToDo,
    String startedBy,
    String pausedBy,
    List<Gap> gaps) {
  private static final Set<String> CHANGES =
      Set.of("change", "commit", "undo", "prepare", "remove");

  /** Fills in what an earlier version did not write. */
  public Report {
    gaps = gaps == null ? List.of() : List.copyOf(gaps);
  }

  /** What the last look at the emergency showed, in one sentence; empty before the first look. */
  public String seen() {
    return journal.stream()
        .filter(entry -> entry.phase().equals("confirm") && entry.kind().equals("check"))
        .reduce((before, last) -> last)
        .map(last -> last.what() + " → " + last.result())
        .orElse("");
  }

  /** What was changed so far, and undone, in order and in one sentence. */
  public String done() {
    String done =
        journal.stream()
            .filter(entry -> CHANGES.contains(entry.kind()))
            .map(entry -> (entry.kind().equals("undo") ? "undone: " : "") + entry.what())
            .collect(Collectors.joining("; "));
    return done.isEmpty() ? "nothing was changed so far" : done;
  }

  /**
   * Time to recover, split.
   *
   * @param total from the alert's start to now or the end
   * @param machine total without the waiting for people
   * @param human waiting for people (questions and pauses)
   */
  public record Rto(Duration total, Duration machine, Duration human) {}

  /**
   * One budget. Human waiting does not count against a phase, only against the whole.
   *
   * @param name phase, or {@code rto}
   * @param allowed what the policy allows
   * @param used what was used so far
   * @param breached used more than allowed
   */
  public record Budget(String name, Duration allowed, Duration used, boolean breached) {}
}

package dev.mayday.worker;

import dev.mayday.incident.Target;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which workers are not there. The Temporal service itself is asked, so it is known also where no
 * doctor looks any more: a doctor lives in its worker, and with it dies what would have told.
 */
public record Attendance(WorkflowClient client) {

  /**
   * What nobody polls, in a sentence each with what to start; empty where all are there.
   *
   * @param hosts the hosts of which one wants to know, beside the control worker
   */
  public List<String> missing(Collection<String> hosts) {
    List<String> all = new ArrayList<>();
    missing(Target.CONTROL_QUEUE, "worker").ifPresent(all::add);
    for (String host : new TreeSet<>(hosts))
      missing(Target.hostQueue(host), "worker --host " + host).ifPresent(all::add);
    return List.copyOf(all);
  }

  /** A server that cannot tell who polls leaves it unseen; that it is silent, others say. */
  private Optional<String> missing(String queue, String command) {
    Pollers pollers = new Pollers(new Temporal(client.getWorkflowServiceStubs(), client));
    try {
      return silent(pollers, queue, command, Duration.ZERO)
          .flatMap(any -> silent(pollers, queue, command, ahead(pollers)));
    } catch (Unavailable unseen) {
      return Optional.empty();
    }
  }

  /** Asked only where somebody is missed: a clock that is ahead makes everybody look silent. */
  private static Duration ahead(Pollers pollers) {
    return pollers.clock().map(Offset::off).orElse(Duration.ZERO);
  }

  private static Optional<String> silent(
      Pollers pollers, String queue, String command, Duration ahead) {
    try {
      pollers.of(queue, command, ahead);
      return Optional.empty();
    } catch (Refused nobody) {
      return Optional.of(nobody.getMessage().replaceFirst("\nHINT: ", ": "));
    }
  }
}

package dev.mayday.worker;

import dev.mayday.activities.Check;
import dev.mayday.activities.estate.AlertSource;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Person;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.temporal.SearchAttributes;
import dev.mayday.incident.Target;
import dev.mayday.system.Refused;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Says what would not work before the emergency does. It reads; what it writes to see whether it
 * can, it removes at once.
 */
public final class Doctor {
  private final EstateFile estate;
  private final Secrets secrets;
  private final List<Finding> findings = new ArrayList<>();

  private Doctor(EstateFile estate, Secrets secrets) {
    this.estate = estate;
    this.secrets = secrets;
  }

  /**
   * Looks at everything that can be seen from this machine.
   *
   * @param hosts the hosts that this machine is; what is bound to others must be looked at there
   */
  public static List<Finding> examine(
      Temporal temporal, EstateFile estate, Secrets secrets, Collection<String> hosts) {
    try (Wiring wiring = new Wiring(temporal, estate, secrets)) {
      return examine(temporal, estate, secrets, hosts, wiring::doctor);
    }
  }

  static List<Finding> examine(
      Temporal temporal,
      EstateFile estate,
      Secrets secrets,
      Collection<String> hosts,
      Function<String, HostPorts> ports) {
    Doctor doctor = new Doctor(estate, secrets);
    doctor.temporal(temporal);
    doctor.people();
    doctor.state();
    hosts.forEach(host -> doctor.host(host, ports));
    return List.copyOf(doctor.findings);
  }

  private void look(String what, Check check) {
    findings.add(Finding.of(what, secrets, check));
  }

  private void temporal(Temporal temporal) {
    look(
        "temporal",
        () -> {
          temporal.ask();
          return "answers, namespace " + temporal.namespace();
        });
    if (!findings.get(findings.size() - 1).ok()) return;
    look("search attributes", () -> searchAttributes(temporal));
    look("control worker", () -> polled(temporal, Target.CONTROL_QUEUE, "worker"));
    for (String host : estate.hosts().keySet())
      look(
          "worker of host " + host,
          () -> polled(temporal, Target.hostQueue(host), "worker --host " + host));
  }

  private static String searchAttributes(Temporal temporal) {
    SearchAttributes attributes = new SearchAttributes(temporal.client());
    try {
      List<String> missing = new ArrayList<>(SearchAttributes.ours());
      missing.removeAll(attributes.known());
      if (missing.isEmpty()) return "all are registered";
      throw new Refused(
          "not registered: " + String.join(", ", missing) + "\nHINT: run mayday setup");
    } finally {
      attributes.close();
    }
  }

  private static String polled(Temporal temporal, String queue, String command) {
    int pollers =
        temporal
            .service()
            .blockingStub()
            .withDeadlineAfter(10, TimeUnit.SECONDS)
            .describeTaskQueue(
                DescribeTaskQueueRequest.newBuilder()
                    .setNamespace(temporal.namespace())
                    .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                    .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY)
                    .build())
            .getPollersCount();
    if (pollers > 0) return "polls the queue " + queue;
    throw new Refused("nobody polls the queue " + queue + "\nHINT: start mayday " + command);
  }

  private void people() {
    for (Person person : estate.people().values()) {
      look("token of " + person.name(), () -> there(person.token()));
      person
          .telegram()
          .filter(chat -> person.channels().contains(Person.Channel.TELEGRAM))
          .ifPresent(chat -> look("telegram of " + person.name(), () -> Bot.ask(chat, secrets)));
    }
    estate.webhook().map(desk -> desk.sources()).orElse(List.of()).forEach(this::source);
  }

  private void source(AlertSource source) {
    look("secret of alert source " + source.name(), () -> there(source.secret()));
  }

  private String there(String reference) {
    secrets.resolve(reference);
    return "is there";
  }

  private void state() {
    look("state folder", () -> Folders.roomy(estate.state()));
  }

  private void host(String host, Function<String, HostPorts> ports) {
    look(
        "host " + host,
        () -> {
          Machine.prove(estate, host);
          return "is this machine, fingerprint " + Machine.fingerprint();
        });
    HostPorts there = ports.apply(host);
    estate.on(host).forEach(service -> new Ward(service, there, secrets, this::look).visit());
  }
}

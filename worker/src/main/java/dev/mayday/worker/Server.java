package dev.mayday.worker;

import dev.mayday.activities.Check;
import dev.mayday.activities.estate.EstateAdapter;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.incidents.IncidentsAdapter;
import dev.mayday.activities.temporal.Runs;
import dev.mayday.activities.temporal.SearchAttributes;
import dev.mayday.incident.Target;
import dev.mayday.system.Refused;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** What Mayday needs of the Temporal service that it is connected to. */
record Server(Temporal temporal, EstateFile estate, BiConsumer<String, Check> look) {

  void visit() {
    look.accept("search attributes", this::searchAttributes);
    look.accept("control worker", () -> polled(Target.CONTROL_QUEUE, "worker"));
    for (String host : new TreeSet<>(estate.hosts().keySet()))
      look.accept(
          "worker of host " + host, () -> polled(Target.hostQueue(host), "worker --host " + host));
    for (String environment : new TreeSet<>(estate.environments()))
      look.accept("kill switch of " + environment, () -> released(environment));
    CopySchedules schedules = new CopySchedules(Temporal.schedules(temporal.client()), estate);
    for (Target target : estate.services().keySet()) {
      look.accept(target + ": lock", () -> lock(target));
      look.accept(target + ": schedule of the warm copy", () -> schedules.of(target));
    }
  }

  private String searchAttributes() {
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

  private String polled(String queue, String command) {
    int pollers =
        Runs.asked(
            () ->
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
                    .getPollersCount());
    if (pollers > 0) return "polls the queue " + queue;
    throw new Refused("nobody polls the queue " + queue + "\nHINT: start mayday " + command);
  }

  private String released(String environment) {
    SearchAttributes attributes = new SearchAttributes(temporal.client());
    try {
      String order =
          new EstateAdapter(estate, attributes, new Runs(temporal.client())).standBack(environment);
      if (order.isEmpty()) return "is off";
      throw new Refused(
          "nothing is changed there, by order of "
              + order
              + "\nHINT: mayday stand-back off "
              + environment
              + " when it is over");
    } finally {
      attributes.close();
    }
  }

  private String lock(Target target) {
    String scenario = new IncidentsAdapter(temporal.client()).running(target);
    return scenario.isEmpty() ? "is free" : "is held by " + scenario + ", which runs";
  }
}

package dev.mayday.worker;

import dev.mayday.activities.estate.EstateAdapter;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.incidents.IncidentsAdapter;
import dev.mayday.activities.temporal.Runs;
import dev.mayday.activities.temporal.SearchAttributes;
import dev.mayday.incident.Target;
import dev.mayday.system.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What Mayday needs of the Temporal service that it is connected to. */
record Server(Temporal temporal, EstateFile estate, Collection<String> hosts, Looks look) {

  void visit() {
    look.accept("search attributes", this::searchAttributes);
    Pollers pollers = new Pollers(temporal);
    String target = temporal.service().getOptions().getTarget();
    Optional<Offset> clock = pollers.clock();
    look.stoppingAll()
        .accept(
            "clock",
            () -> new Clocks(estate, clock.map(one -> one.by(Address.of(target)))).right());
    workers(pollers, clock.map(Offset::off).orElse(Duration.ZERO));
    look.stoppingAll()
        .accept("temporal's store", () -> new StorePlace(target, estate, hosts).away());
    for (String environment : new TreeSet<>(estate.environments()))
      look.in(environment)
          .stopping(Looks.FALL_BACK, Looks.RETURN)
          .accept("kill switch of " + environment, () -> released(environment));
    CopySchedules schedules = new CopySchedules(Temporal.schedules(temporal.client()), estate);
    for (Target service : estate.services().keySet()) {
      look.of(service).accept(service + ": lock", () -> lock(service));
      look.of(service)
          .stopping(Looks.COPY)
          .accept(service + ": schedule of the warm copy", () -> schedules.of(service));
    }
  }

  private void workers(Pollers pollers, Duration ahead) {
    Looks all = look.stoppingAll();
    all.accept("control worker", () -> pollers.of(Target.CONTROL_QUEUE, "worker", ahead));
    for (String host : new TreeSet<>(estate.hosts().keySet()))
      all.on(host)
          .accept(
              "worker of host " + host,
              () -> pollers.of(Target.hostQueue(host), "worker --host " + host, ahead));
  }

  private String searchAttributes() {
    SearchAttributes attributes = new SearchAttributes(temporal.client());
    try {
      List<String> missing = new ArrayList<>(SearchAttributes.ours());
      missing.removeAll(attributes.known());
      if (missing.isEmpty()) return "all are registered";
      throw new Refused(
          "not registered: " + String.join(", ", missing) + "\nHINT: run mayday setup --register");
    } finally {
      attributes.close();
    }
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

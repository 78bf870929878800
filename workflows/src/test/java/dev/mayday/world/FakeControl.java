package dev.mayday.world;

import dev.mayday.incident.Report;
import dev.mayday.incident.Service;
import dev.mayday.incident.Target;
import dev.mayday.system.Estate;
import dev.mayday.system.Incidents;
import dev.mayday.system.Queues;
import dev.mayday.system.Refused;
import dev.mayday.system.Reports;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** {@link Estate}, {@link Incidents}, {@link Queues} and {@link Reports} on a {@link World}. */
public final class FakeControl implements Estate, Incidents, Queues, Reports {
  private final World world;
  private final List<Report> filed = new CopyOnWriteArrayList<>();
  private volatile UnaryOperator<Service> shape = UnaryOperator.identity();

  private volatile Supplier<String> locked = () -> "";

  public FakeControl(World world) {
    this.world = world;
  }

  /** Changes the service that the estate knows. */
  public void shape(UnaryOperator<Service> change) {
    shape = change;
  }

  /** Looks for the scenario that really holds the lock. */
  void looking(Supplier<String> look) {
    locked = look;
  }

  /** Every report that was filed. */
  public List<Report> filed() {
    return List.copyOf(filed);
  }

  @Override
  public Service read(Target target) {
    if (!target.equals(Services.TARGET))
      throw new Refused("there is no service " + target + "\nHINT: there is " + Services.TARGET);
    return shape.apply(Services.whatsapp());
  }

  @Override
  public String standBack(String environment) {
    String there = Services.TARGET.environment();
    if (!there.equals(environment))
      throw new Refused("there is no environment " + environment + "\nHINT: there are " + there);
    return world.standBack;
  }

  @Override
  public void begun(Target target, String scenario, String run, String by) {
    world.told.add("begun " + scenario);
    world.incidents.add(target.incidentId());
  }

  @Override
  public String running(Target target) {
    return world.running.isEmpty() ? locked.get() : world.running;
  }

  @Override
  public String pollers(String queue) {
    return world.polled.contains(queue)
        ? "on " + queue + " was heard last: a worker 1 s ago"
        : "no worker polls " + queue;
  }

  @Override
  public String file(Report report) {
    filed.add(report);
    return "reports/" + report.run() + ".md";
  }
}

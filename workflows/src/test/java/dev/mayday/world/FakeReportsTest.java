package dev.mayday.world;

import dev.mayday.incident.Report;
import dev.mayday.system.Reports;
import dev.mayday.system.ReportsContract;
import java.util.Optional;

/** The fake keeps the same promises as the real one; it also remembers what was replaced. */
class FakeReportsTest extends ReportsContract {
  private final FakeControl control = new FakeControl(new World());

  @Override
  protected Reports reports() {
    return control;
  }

  @Override
  protected Optional<Report> filed(String run) {
    return control.filed().stream()
        .filter(report -> report.run().equals(run))
        .reduce((earlier, later) -> later);
  }
}

package dev.mayday.activities.estate;

import dev.mayday.activities.temporal.Runs;
import dev.mayday.activities.temporal.SearchAttributes;
import dev.mayday.incident.Service;
import dev.mayday.incident.Target;
import dev.mayday.system.Estate;
import dev.mayday.system.Refused;
import dev.mayday.triage.StandBack;
import dev.mayday.triage.StandBackOrder;
import io.temporal.client.WorkflowExecutionDescription;

/**
 * The estate as the file had it when this process started. It is not read again while it runs, so
 * that an edit in the middle of an emergency can neither break a recovery nor change it unseen.
 */
public final class EstateAdapter implements Estate {
  private final EstateFile file;
  private final SearchAttributes searchAttributes;
  private final Runs runs;

  /**
   * @param file the checked configuration
   * @param searchAttributes of the server that recoveries run on
   * @param runs where the order to stand back is looked up
   */
  public EstateAdapter(EstateFile file, SearchAttributes searchAttributes, Runs runs) {
    this.file = file;
    this.searchAttributes = searchAttributes;
    this.runs = runs;
  }

  @Override
  public Service read(Target target) {
    return Canonical.seen(file.service(target), searchAttributes.known());
  }

  @Override
  public String standBack(String environment) {
    if (!file.environments().contains(environment))
      throw new Refused(
          "there is no environment \""
              + environment
              + "\" in the configuration\nHINT: there are "
              + String.join(", ", file.environments()));
    return runs.open(StandBackOrder.id(environment)).map(EstateAdapter::order).orElse("");
  }

  /** The order's line; an order that could not write it down yet holds all the same. */
  private static String order(WorkflowExecutionDescription run) {
    Object line = run.getMemo(StandBack.MEMO, String.class);
    return line == null
        ? "somebody (see " + run.getExecution().getWorkflowId() + ")"
        : line.toString();
  }
}

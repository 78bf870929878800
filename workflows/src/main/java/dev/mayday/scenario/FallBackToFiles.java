package dev.mayday.scenario;

import dev.mayday.runbook.Runbook;
import io.temporal.workflow.WorkflowInterface;

/** PostgreSQL is unreachable: the service goes on with its sessions in files. */
@WorkflowInterface
public interface FallBackToFiles extends Runbook {}

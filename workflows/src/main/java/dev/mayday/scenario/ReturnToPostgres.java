package dev.mayday.scenario;

import dev.mayday.runbook.Runbook;
import io.temporal.workflow.WorkflowInterface;

/** The database is back and stable: the sessions return from files, nothing newer overwritten. */
@WorkflowInterface
public interface ReturnToPostgres extends Runbook {}

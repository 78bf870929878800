package dev.mayday.system;

/**
 * The token that a change carries. The target keeps the highest one that it has seen and rejects
 * lower ones together with the effect, so that a stalled attempt cannot act after the rollback.
 *
 * <p>Order: {@code term}, then {@code epoch}, then the activity's attempt number (which the adapter
 * takes from its context). Runs of one service are serialised by their id, so a later run has a
 * higher term.
 *
 * @param service {@code environment/service}
 * @param run the run's id
 * @param term the run's start, epoch milliseconds
 * @param step number of the step in the run
 * @param epoch rises with every change, retry by a person, and undo
 */
public record Fence(String service, String run, long term, int step, int epoch) {}

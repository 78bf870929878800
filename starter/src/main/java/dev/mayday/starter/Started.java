package dev.mayday.starter;

/**
 * A recovery or rehearsal that was begun or joined; {@code --json} prints it so.
 *
 * @param command {@code recover} or {@code rehearse}
 * @param scenario the scenario
 * @param target environment and service
 * @param workflowId its workflow id
 * @param run its run id
 * @param link its page in the Web UI
 * @param joined whether it ran already
 * @param outcome how it ended; null without {@code --wait}
 * @param why the outcome's reason; null without {@code --wait}
 * @param exitCode the command's
 */
record Started(
    String command,
    String scenario,
    String target,
    String workflowId,
    String run,
    String link,
    boolean joined,
    String outcome,
    String why,
    int exitCode) {
  Started ended(String how, String reason, int code) {
    return new Started(command, scenario, target, workflowId, run, link, joined, how, reason, code);
  }
}

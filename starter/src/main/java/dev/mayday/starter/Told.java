package dev.mayday.starter;

import dev.mayday.incident.Target;

/**
 * What came of something that was said to a recovery; {@code --json} prints it so.
 *
 * @param command the command's name
 * @param target environment and service
 * @param workflowId the recovery's workflow id
 * @param run its run id
 * @param result {@code done}, {@code kept} (no worker answers; it is judged when one is up) or
 *     {@code not counted}
 * @param said the recovery's own sentence
 * @param exitCode the command's
 */
record Told(
    String command,
    String target,
    String workflowId,
    String run,
    String result,
    String said,
    int exitCode) {
  private static final String KEPT = "kept: ";
  private static final String NOT_COUNTED = "not counted";

  static Told of(String command, Target target, String run, String said) {
    boolean counted = !said.startsWith(NOT_COUNTED);
    String result = counted ? said.startsWith(KEPT) ? "kept" : "done" : NOT_COUNTED;
    int exitCode = counted ? Exit.DONE : Exit.REFUSED;
    return new Told(command, target.toString(), target.recoveryId(), run, result, said, exitCode);
  }
}

package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Status;

/**
 * What became of the warm copy while something was broken.
 *
 * @param said what the copy's run said, also when it failed
 * @param kept whether the copy that was there before is the current one still
 * @param after what a run said once the fault was undone
 * @param status the sandbox's own check then
 */
record CopyUnderFault(Fault fault, String said, boolean kept, String after, Status status) {
  /**
   * Either a new copy is complete, or the old one stays and the reason is said; then it goes on.
   */
  boolean right() {
    boolean copied = said.startsWith("copy of ");
    return copied != kept && !said.isBlank() && after.startsWith("copy of ") && status.green();
  }

  @Override
  public String toString() {
    return "| KeepWarmCopy | %s | | %s | %s | %s |"
        .formatted(
            fault.label(),
            kept ? "the copy before stays" : "copied",
            status.green() ? "green" : "red: " + status.broken(),
            said.replace("\n", " "));
  }
}

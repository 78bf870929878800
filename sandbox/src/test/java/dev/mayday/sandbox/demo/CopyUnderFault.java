package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of the warm copy while something was broken.
 *
 * @param cell what broke, and when
 * @param said what the copy's run said, also when it failed
 * @param kept whether the copy that was there before is the current one still
 * @param missing what a copy lacks that was made under the fault
 * @param after what a run said once the fault was undone
 * @param missingAfter what that one lacks
 * @param status the sandbox's own check then
 */
record CopyUnderFault(
    OtherCell cell,
    String said,
    boolean kept,
    List<String> missing,
    String after,
    List<String> missingAfter,
    Status status) {
  private static final String COPY = "copy of ";

  /**
   * Every sentence is something that must not be: a new copy is whole, or the old one stays and the
   * reason is said, whichever of the two the fault demands; then it goes on.
   */
  List<String> complaints() {
    ExpectedCopy right = ExpectedCopy.of(cell);
    List<String> found = new ArrayList<>();
    if (kept == right.copied()) found.add(kept ? "the copy before stays" : "there is a new copy");
    if (said.startsWith(COPY) == kept) found.add("it says otherwise: " + said);
    if (!said.contains(right.said())) found.add("nothing of " + right.said() + " in: " + said);
    if (!after.startsWith(COPY)) found.add("it does not go on: " + after);
    if (!missing.isEmpty()) found.add("made under the fault, without " + missing);
    if (!missingAfter.isEmpty()) found.add("made after it, without " + missingAfter);
    if (!status.green()) found.add("red: " + status.table());
    return found;
  }

  @Override
  public String toString() {
    return cell.row() + " " + (kept ? "kept: " : "new: ") + said.replace("\n", " ");
  }
}

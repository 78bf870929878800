package dev.mayday.sandbox.demo;

import dev.mayday.incident.Outcome;
import dev.mayday.sandbox.Status;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What an incident made of an alert that told of a fault.
 *
 * @param cell what broke, and when
 * @param notes its sentences, once it had judged
 * @param begun how the recovery ended that began by it, with a no at its question and the fault
 *     undone; null where none began
 * @param untouched whether production is as before
 * @param status the sandbox's own check once the fault was undone
 */
record IncidentUnderFault(
    OtherCell cell, List<String> notes, Outcome begun, boolean untouched, Status status) {
  private static final Set<Outcome> UNTOUCHED =
      EnumSet.of(Outcome.FALSE_ALARM, Outcome.HEALED_MEANWHILE, Outcome.DECLINED);

  /** Every sentence is something that must not be. */
  List<String> complaints() {
    ExpectedVerdict right = ExpectedVerdict.of(cell.mishap());
    List<String> found = new ArrayList<>();
    if (notes.stream().noneMatch(note -> says(note, right)))
      found.add("no triage: " + right.verdict() + ", " + right.why());
    if (right.begins() == (begun == null))
      found.add(begun == null ? "no recovery began" : "a recovery began");
    if (begun != null && !UNTOUCHED.contains(begun)) found.add("it ended " + begun);
    if (!right.begins() && notes.stream().noneMatch(note -> note.contains(" handed over: ")))
      found.add("nobody was told");
    if (!untouched) found.add("production is not as before");
    if (!status.green()) found.add("red: " + status.table());
    return found;
  }

  private static boolean says(String note, ExpectedVerdict right) {
    return note.contains(" triage: " + right.verdict() + ", ") && note.contains(right.why());
  }

  @Override
  public String toString() {
    return cell.row() + " " + begun + " " + notes;
  }
}

package dev.mayday.sandbox.demo;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.sandbox.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a recovery ended under a fault, and whether that is a whole state.
 *
 * @param before production before anything began
 * @param after production when the recovery had ended, the fault still there
 * @param during the sandbox's own check then
 * @param healed the same once the fault was undone. Undoing spoilt data puts the rows back, starts
 *     the service anew where it is not well then, and strikes off what WhatsApp refused until then
 * @param most the most service processes that lived at one time, from before the fault until then
 */
record FaultEnd(
    FaultCell cell,
    Report report,
    Picture before,
    Picture after,
    Status during,
    Status healed,
    int most) {
  private static final Set<Outcome> AFTER_THE_SEAL =
      Set.of(
          Outcome.RECOVERED,
          Outcome.RECOVERED_IN_PART,
          Outcome.RECOVERED_UNPROVEN,
          Outcome.HANDED_OVER);
  private static final Set<Outcome> WHOLE = Set.of(Outcome.RECOVERED, Outcome.RECOVERED_UNPROVEN);

  /** What a company that is left out, or a service that people must start, may fail. */
  private static final Set<String> LEFT_OUT =
      Set.of("every company is connected", "identities are those of birth");

  /** Where a full disk has no room to keep what lies in the way. */
  private static final String OUTSIDE = ".mayday-";

  /** The same with another picture at the end. */
  FaultEnd with(Picture other) {
    return new FaultEnd(cell, report, before, other, during, healed, most);
  }

  /** The same with another check at the end. */
  FaultEnd with(Status other) {
    return new FaultEnd(cell, report, before, after, during, other, most);
  }

  /** The same with another check while the fault was there. */
  FaultEnd under(Status other) {
    return new FaultEnd(cell, report, before, after, other, healed, most);
  }

  /** The same with another count of processes. */
  FaultEnd with(int other) {
    return new FaultEnd(cell, report, before, after, during, healed, other);
  }

  boolean sealed() {
    return report.journal().stream().anyMatch(one -> one.kind().equals("seal"));
  }

  /** Where the service keeps its sessions by what is written down: its settings and its code. */
  String mode() {
    return written(after);
  }

  /** Every sentence is something that must not be; none means that it ended as it may. */
  List<String> complaints() {
    List<String> found = new ArrayList<>();
    if (report.outcome() == null) return List.of("it has not ended");
    if (!Expected.of(cell).outcomes().contains(report.outcome()))
      found.add(
          "it ended " + report.outcome() + ", expected any of " + Expected.of(cell).outcomes());
    if (sealed()) afterTheSeal(found);
    else beforeIt(found);
    writers(during, found);
    writers(healed, found);
    if (most > 1) found.add("two writers: " + most + " service processes lived at one time");
    Set<String> own = Refusals.in(cell);
    for (String lost : Refusals.NEVER) {
      if (healed.broken().contains(lost)) found.add("not so: " + lost);
      if (during.broken().contains(lost) && !own.contains(lost))
        found.add("not so while the fault was there: " + lost);
    }
    if (outside(after) && report.leftToDo().stream().noneMatch(one -> one.contains(OUTSIDE)))
      found.add("files were renamed out of the way, and nobody is told where they are");
    if (report.outcome() == Outcome.HANDED_OVER && !told())
      found.add("handed over, and nobody is told what is left to do");
    return found;
  }

  private void beforeIt(List<String> found) {
    if (AFTER_THE_SEAL.contains(report.outcome()) && report.outcome() != Outcome.HANDED_OVER)
      found.add(report.outcome() + " without a seal");
    if (!same(before, after))
      found.add(
          "the world is not as before: "
              + before.head()
              + files(before)
              + before.saved()
              + " / "
              + mode()
              + after.head()
              + files(after)
              + after.saved());
    if (!healed.green() || !cell.from().equals(healed.mode()))
      found.add("not green on " + cell.from() + " once the fault was gone:\n" + healed.table());
  }

  private void afterTheSeal(List<String> found) {
    if (!AFTER_THE_SEAL.contains(report.outcome())) found.add(report.outcome() + " after the seal");
    if (!cell.to().equals(mode())) found.add("after the seal it is set to " + mode());
    if (!cell.to().equals(atBoot(after)))
      found.add("after the seal a boot would start it on " + atBoot(after));
    List<String> red = new ArrayList<>(healed.broken());
    if (report.outcome() == Outcome.RECOVERED_IN_PART) red.removeAll(LEFT_OUT);
    boolean mayWait = report.outcome() == Outcome.HANDED_OVER && peopleMend();
    if (!red.isEmpty() && !mayWait)
      found.add("not green on " + cell.to() + " once the fault was gone:\n" + healed.table());
    if (WHOLE.contains(report.outcome()) && !cell.to().equals(healed.mode()))
      found.add("it works on " + healed.mode());
  }

  /** What the end of the fault alone does not mend: a bad release, data that somebody spoilt. */
  private boolean peopleMend() {
    return cell.mishap().kind() == Mishap.Kind.DATA || cell.mishap().kind() == Mishap.Kind.RELEASE;
  }

  /** Where nothing was touched the reason alone says what is to be done. */
  private boolean told() {
    return sealed() ? !report.leftToDo().isEmpty() : !report.why().isBlank();
  }

  private static void writers(Status status, List<String> found) {
    if (processes(status) > 1) found.add("two writers:\n" + status.table());
  }

  private static int processes(Status status) {
    String saw =
        status.checks().stream()
            .filter(check -> check.name().equals("one service process"))
            .map(Status.Check::saw)
            .findFirst()
            .orElse("9");
    return Integer.parseInt(saw.replaceFirst("\\D.*", ""));
  }

  /** Another process of the same settings, code, files and saved list is no difference. */
  private static boolean same(Picture one, Picture other) {
    return one.env().equals(other.env())
        && one.head().equals(other.head())
        && one.saved().equals(other.saved())
        && files(one).equals(files(other));
  }

  /** Without what the fault itself put there. */
  private static Set<String> files(Picture now) {
    Set<String> files = new TreeSet<>(now.production().files());
    files.removeAll(Set.of("../faults", "logs", "core"));
    files.removeIf(name -> name.startsWith(OUTSIDE));
    return files;
  }

  /** Whether what the fault wrote was renamed out of the way. */
  private static boolean outside(Picture now) {
    return now.files().stream().anyMatch(name -> name.startsWith(OUTSIDE));
  }

  /** A recovery says it there right before its seal, whatever was saved before. */
  private static String atBoot(Picture now) {
    return now.saved().mode().equals("false") ? "files" : "postgres";
  }

  private static String written(Picture now) {
    boolean files = now.env().contains("USE_REPOSITORY_PATTERN=false");
    boolean tag = !now.head().startsWith("ref: ");
    return files != tag ? "half" : files ? "files" : "postgres";
  }
}

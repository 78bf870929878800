package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is demanded of a warm copy and of an incident under a fault can fail, for every fault. */
class OtherEndsTest {
  private static final Status GREEN = new Status(true, "postgres", 2, 2, 0, List.of());
  private static final Status RED = new Status(false, "postgres", 1, 2, 0, List.of());
  private static final List<String> NONE = List.of();

  @Test
  void aCopyOfTheOtherEndIsSeen() {
    for (OtherCell cell : OtherCells.of(OtherCell.COPY).toList()) {
      ExpectedCopy right = ExpectedCopy.of(cell);
      String good = right.copied() ? "copy of now" : right.said();
      String other = right.copied() ? "the database is away" : "copy of now";
      assertThat(copy(cell, good, !right.copied(), NONE, GREEN)).isEmpty();
      assertThat(copy(cell, other, right.copied(), NONE, GREEN)).isNotEmpty();
      assertThat(copy(cell, other, !right.copied(), NONE, GREEN)).isNotEmpty();
      assertThat(copy(cell, good, !right.copied(), List.of("1/creds.json"), GREEN)).hasSize(2);
      assertThat(copy(cell, good, !right.copied(), NONE, RED)).hasSize(1);
    }
  }

  private static List<String> copy(
      OtherCell cell, String said, boolean kept, List<String> missing, Status status) {
    return new CopyUnderFault(cell, said, kept, missing, "copy of later", missing, status)
        .complaints();
  }

  @Test
  void anIncidentThatJudgesOtherwiseIsSeen() {
    for (OtherCell cell : OtherCells.of(OtherCell.INCIDENT).toList()) {
      ExpectedVerdict right = ExpectedVerdict.of(cell.mishap());
      Outcome end = right.begins() ? Outcome.DECLINED : null;
      Outcome other = right.begins() ? null : Outcome.DECLINED;
      List<String> notes = notes(right.verdict(), right.why());
      assertThat(incident(cell, notes, end, true)).isEmpty();
      assertThat(incident(cell, notes("Another", right.why()), end, true)).hasSize(1);
      assertThat(incident(cell, notes(right.verdict(), "a guess"), end, true)).hasSize(1);
      assertThat(incident(cell, notes, other, true)).hasSize(1);
      assertThat(incident(cell, notes, end, false)).hasSize(1);
      if (right.begins()) assertThat(incident(cell, notes, Outcome.RECOVERED, true)).hasSize(1);
      else assertThat(incident(cell, notes.subList(0, 1), end, true)).hasSize(1);
    }
  }

  /** Only what kills Mayday itself ends otherwise where the copy is under way already. */
  @Test
  void aWorkerThatDiesWithinACopyTakesItWithIt() {
    for (Mishap mishap : List.of(Mishap.WORKER_KILLED, Mishap.HOST_REBOOTED)) {
      assertThat(copy(mishap, FaultOnset.BEFORE).copied()).isTrue();
      assertThat(copy(mishap, FaultOnset.WITHIN).copied()).isFalse();
    }
    Mishap slow = Mishap.of(Fault.SLOW);
    assertThat(copy(slow, FaultOnset.WITHIN)).isEqualTo(copy(slow, FaultOnset.BEFORE));
  }

  private static ExpectedCopy copy(Mishap mishap, FaultOnset onset) {
    return ExpectedCopy.of(new OtherCell(OtherCell.COPY, mishap, onset));
  }

  private static List<String> notes(String verdict, String why) {
    return List.of("now triage: " + verdict + ", " + why, "now handed over: " + why);
  }

  private static List<String> incident(
      OtherCell cell, List<String> notes, Outcome begun, boolean untouched) {
    return new IncidentUnderFault(cell, notes, begun, untouched, GREEN).complaints();
  }
}

package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
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
    for (Mishap mishap : Mishap.all()) {
      ExpectedCopy right = ExpectedCopy.of(mishap);
      String good = right.copied() ? "copy of now" : right.said();
      String other = right.copied() ? "the database is away" : "copy of now";
      assertThat(copy(mishap, good, !right.copied(), NONE, GREEN)).isEmpty();
      assertThat(copy(mishap, other, right.copied(), NONE, GREEN)).isNotEmpty();
      assertThat(copy(mishap, other, !right.copied(), NONE, GREEN)).isNotEmpty();
      assertThat(copy(mishap, good, !right.copied(), List.of("1/creds.json"), GREEN)).hasSize(2);
      assertThat(copy(mishap, good, !right.copied(), NONE, RED)).hasSize(1);
    }
  }

  private static List<String> copy(
      Mishap mishap, String said, boolean kept, List<String> missing, Status status) {
    return new CopyUnderFault(mishap, said, kept, missing, "copy of later", missing, status)
        .complaints();
  }

  @Test
  void anIncidentThatJudgesOtherwiseIsSeen() {
    for (Mishap mishap : Mishap.all()) {
      ExpectedVerdict right = ExpectedVerdict.of(mishap);
      Outcome end = right.begins() ? Outcome.DECLINED : null;
      Outcome other = right.begins() ? null : Outcome.DECLINED;
      List<String> notes = notes(right.verdict(), right.why());
      assertThat(incident(mishap, notes, end, true)).isEmpty();
      assertThat(incident(mishap, notes("Another", right.why()), end, true)).hasSize(1);
      assertThat(incident(mishap, notes(right.verdict(), "a guess"), end, true)).hasSize(1);
      assertThat(incident(mishap, notes, other, true)).hasSize(1);
      assertThat(incident(mishap, notes, end, false)).hasSize(1);
      if (right.begins()) assertThat(incident(mishap, notes, Outcome.RECOVERED, true)).hasSize(1);
      else assertThat(incident(mishap, notes.subList(0, 1), end, true)).hasSize(1);
    }
  }

  private static List<String> notes(String verdict, String why) {
    return List.of("now triage: " + verdict + ", " + why, "now handed over: " + why);
  }

  private static List<String> incident(
      Mishap mishap, List<String> notes, Outcome begun, boolean untouched) {
    return new IncidentUnderFault(mishap, notes, begun, untouched, GREEN).complaints();
  }
}

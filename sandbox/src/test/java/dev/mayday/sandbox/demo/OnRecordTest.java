package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Ruling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Negative control: the record of an ending that must not be is not taken for a good one. */
class OnRecordTest {
  private static final Ruling WRONG = ruling("backup", "yes", false, "the code is not right");

  @Test
  void aGoodRecordIsGood() {
    OnRecord.whatWasSaid(good(), 1);
  }

  @Test
  void aGuessThatIsNotThereOrIsThereTwiceIsSeen() {
    List<Ruling> one = good();
    one.remove(WRONG);
    bad(one);
    List<Ruling> twice = good();
    twice.add(WRONG);
    bad(twice);
  }

  @Test
  void aGuessThatCountedIsSeen() {
    List<Ruling> counted = good();
    counted.remove(WRONG);
    counted.add(ruling("backup", "yes", true, WRONG.why()));
    bad(counted);
  }

  @Test
  void aYesThatDidNotCountAndOneOfSomebodyElseAreSeen() {
    List<Ruling> less = good();
    less.remove(0);
    bad(less);
    List<Ruling> other = good();
    other.set(0, ruling("visitor", "yes", true, "verified"));
    bad(other);
    bad(List.of());
  }

  private static void bad(List<Ruling> all) {
    assertThatThrownBy(() -> OnRecord.whatWasSaid(all, 1)).isInstanceOf(AssertionError.class);
  }

  private static List<Ruling> good() {
    List<Ruling> all = new ArrayList<>();
    all.add(ruling("on-call", "yes", true, "verified"));
    all.add(ruling("on-call", "yes", true, "verified"));
    all.add(ruling("visitor", "yes", false, "visitor is not on the ladder"));
    all.add(WRONG);
    all.add(WRONG);
    all.add(WRONG);
    all.add(ruling("backup", "yes", true, "verified"));
    all.add(ruling("backup", "no", true, "verified"));
    return all;
  }

  private static Ruling ruling(String by, String answer, boolean counted, String why) {
    return new Ruling(Instant.EPOCH, 1, by, answer, counted, counted, why);
  }
}

package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The short form strikes the warm copy and the incident both before they begin and within them. */
class OtherCellsTest {
  private static final List<OtherCell> SHORT =
      Stream.of(OtherCells.OF_THE_DATABASE, OtherCells.OF_THE_HOST).flatMap(List::stream).toList();

  @Test
  void eachIsStruckBeforeItBeginsAndWithinIt() {
    assertThat(left(SHORT)).isEmpty();
  }

  /** Negative control: a moment that is left out is seen. */
  @Test
  void aMomentThatIsLeftOutIsSeen() {
    for (OtherCell one : SHORT)
      assertThat(left(SHORT.stream().filter(cell -> !when(cell).equals(when(one))).toList()))
          .containsExactly(when(one));
  }

  @Test
  void everyCellIsThereOnceAndBelongsToOneOfTheTwoClasses() {
    assertThat(OtherCells.all())
        .hasSize(Mishap.all().size() * FaultOnset.values().length * 2)
        .doesNotHaveDuplicates();
    assertThat(OtherCells.all().map(OtherCell::toString)).doesNotHaveDuplicates();
    assertThat(OtherCells.OF_THE_DATABASE).allMatch(cell -> Mishap.beyondTheHost(cell.mishap()));
    assertThat(OtherCells.OF_THE_HOST).noneMatch(cell -> Mishap.beyondTheHost(cell.mishap()));
  }

  private static Set<String> left(List<OtherCell> played) {
    Set<String> left = new TreeSet<>();
    OtherCells.all().map(OtherCellsTest::when).forEach(left::add);
    played.stream().map(OtherCellsTest::when).forEach(left::remove);
    return left;
  }

  private static String when(OtherCell cell) {
    return cell.workflow() + ", " + cell.onset();
  }
}

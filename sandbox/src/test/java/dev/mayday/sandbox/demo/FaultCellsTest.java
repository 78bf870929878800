package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The short form leaves out no fault and no phase; every cell has one end that is right. */
class FaultCellsTest {
  private static final List<FaultCell> SHORT =
      Stream.of(FaultCells.OF_THE_DATABASE, FaultCells.OF_THE_HOST).flatMap(List::stream).toList();

  @Test
  void everyFaultAndEveryPhaseIsPlayed() {
    assertThat(left(SHORT)).isEmpty();
  }

  /** Negative control: no cell could go unnoticed if it were the last of its kind. */
  @Test
  void aFaultOrAPhaseThatIsLeftOutIsSeen() {
    for (FaultPhase phase : FaultPhase.values())
      assertThat(left(SHORT.stream().filter(cell -> cell.phase() != phase).toList()))
          .contains(FaultCell.FALL_BACK + ", " + phase, FaultCell.RETURN + ", " + phase);
    for (Mishap mishap : Mishap.all())
      assertThat(left(SHORT.stream().filter(cell -> !name(cell).equals(mishap.name())).toList()))
          .contains(mishap.name());
  }

  @Test
  void everyCellOfTheMatrixHasOneEndAndAReason() {
    List<FaultCell> all = FaultCells.all().toList();
    assertThat(all).hasSize(Mishap.all().size() * FaultPhase.values().length * 2);
    assertThat(all.stream().map(FaultCell::toString)).doesNotHaveDuplicates();
    for (FaultCell cell : all) {
      assertThat(Expected.of(cell).outcomes()).as(cell.toString()).hasSize(1);
      assertThat(Expected.of(cell).why()).as(cell.toString()).isNotBlank();
    }
  }

  @Test
  void theChainHoldsEveryCellOnceAndMovesTheServiceBetweenThemLessOften() {
    List<FaultCell> all = FaultCells.all().toList();
    List<FaultCell> chain = FaultCells.chained(all);
    assertThat(chain).containsExactlyInAnyOrderElementsOf(all);
    assertThat(moves(chain)).isLessThan(moves(all));
  }

  /** Between how many the service must be taken to the other side. */
  private static long moves(List<FaultCell> cells) {
    return IntStream.range(1, cells.size())
        .filter(i -> !cells.get(i - 1).expectedMode().equals(cells.get(i).from()))
        .count();
  }

  @Test
  void everyCellIsOfOneOfTheTwoClasses() {
    assertThat(FaultCells.OF_THE_DATABASE).allMatch(cell -> Mishap.beyondTheHost(cell.mishap()));
    assertThat(FaultCells.OF_THE_HOST).noneMatch(cell -> Mishap.beyondTheHost(cell.mishap()));
  }

  private static Set<String> left(List<FaultCell> played) {
    Set<String> left =
        FaultCells.all()
            .flatMap(cell -> Stream.of(name(cell), cell.scenario() + ", " + cell.phase()))
            .collect(Collectors.toCollection(HashSet::new));
    for (FaultCell cell : played)
      left.removeAll(List.of(name(cell), cell.scenario() + ", " + cell.phase()));
    return left;
  }

  private static String name(FaultCell cell) {
    return cell.mishap().name();
  }
}

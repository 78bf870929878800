package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.scenario.Scenarios;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every scenario that is installed is crashed, broken and held against its golden history. */
class JoinedTest {
  private static final Set<String> RECOVERIES = Set.copyOf(Scenarios.recoveries());

  private static Set<String> installed() {
    return Scenarios.all().stream()
        .map(type -> type.getSimpleName().replaceFirst("(Scenario|Workflow)$", ""))
        .collect(Collectors.toSet());
  }

  @Test
  void eachHasAGoldenHistoryToCountItsActivitiesBy() {
    assertThat(installed()).containsAll(RECOVERIES).contains("KeepWarmCopy");
    for (String type : installed()) assertThat(Golden.activities(type)).as(type).isNotEmpty();
    assertThat(names(Golden.values()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(installed().stream(), Stream.of("RespondToIncident")).toList());
  }

  @Test
  void eachIsKilledAfterEveryStep() {
    Set<String> killed = Stream.of(Trial.values()).map(Trial::scenario).collect(Collectors.toSet());
    assertThat(killed).isEqualTo(RECOVERIES);
    killed.add(CopyOrdeal.SCENARIO);
    assertThat(killed).isEqualTo(installed());
  }

  @Test
  void eachRecoveryHasARowAndShortCellsInTheFaultMatrix() {
    assertThat(FaultCell.scenarios()).isEqualTo(RECOVERIES);
    assertThat(
            Stream.of(FaultCells.OF_THE_DATABASE, FaultCells.OF_THE_HOST)
                .flatMap(List::stream)
                .map(FaultCell::scenario)
                .collect(Collectors.toSet()))
        .isEqualTo(RECOVERIES);
  }

  /** What is no recovery has cells of its own there. */
  @Test
  void whatIsNoRecoveryIsInTheFaultMatrixToo() {
    Set<String> others = OtherCells.all().map(OtherCell::workflow).collect(Collectors.toSet());
    others.addAll(RECOVERIES);
    assertThat(others).containsAll(installed());
  }

  private static List<String> names(Enum<?>[] all) {
    return Stream.of(all).map(Enum::name).toList();
  }
}

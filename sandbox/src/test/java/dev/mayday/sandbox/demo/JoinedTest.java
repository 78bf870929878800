package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.scenario.Scenarios;
import dev.mayday.triage.RespondToIncident;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every scenario that is installed is crashed, taken back, stalled, broken and held against its
 * golden history.
 */
class JoinedTest {
  private static final Set<String> RECOVERIES = Set.copyOf(Scenarios.recoveries());

  private static Set<String> installed() {
    return Scenarios.all().stream()
        .map(type -> type.getSimpleName().replaceFirst("(Scenario|Workflow)$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void eachRecoveryHasItsConstant() {
    assertThat(installed()).containsAll(RECOVERIES);
    assertThat(Trial.scenarios()).isEqualTo(RECOVERIES);
    assertThat(Trial.values()).hasSameSizeAs(RECOVERIES);
  }

  @Test
  void eachHasAGoldenHistoryToCountItsActivitiesBy() {
    for (String type : installed()) assertThat(Golden.activities(type)).as(type).isNotEmpty();
    Set<String> all = installed();
    all.add(RespondToIncident.class.getSimpleName());
    assertThat(Golden.types()).isEqualTo(all);
  }

  /** What is no recovery runs by a schedule, and is killed in a way of its own. */
  @Test
  void eachScheduleIsKilledAfterEveryStep() {
    Set<String> schedules = installed();
    schedules.removeAll(RECOVERIES);
    assertThat(schedules).containsExactly(CopyOrdeal.SCENARIO);
  }

  /** The last change stands in the golden history, and every undo is some port's. */
  @Test
  void eachRecoveryIsTakenBack() {
    for (Trial trial : Trial.values()) {
      assertThat(Golden.activities(trial.scenario())).contains(trial.own().last());
      assertThat(trial.own().undos())
          .as(trial.scenario())
          .isNotEmpty()
          .allSatisfy(undo -> assertThat(Effects.of(undo)).isNotNull());
    }
  }

  @Test
  void eachRecoveryStalls() {
    assertThat(StalledIT.CHANGES).containsOnlyKeys(Trial.values());
    StalledIT.CHANGES.forEach(
        (trial, changes) ->
            assertThat(Golden.activities(trial.scenario()))
                .containsAll(changes.stream().map(Stalls.Attempt::activity).toList()));
  }

  @Test
  void eachRecoveryHasShortCellsInTheFaultMatrix() {
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
}

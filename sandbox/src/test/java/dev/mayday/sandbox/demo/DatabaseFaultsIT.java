package dev.mayday.sandbox.demo;

import static dev.mayday.sandbox.demo.FaultCells.back;
import static dev.mayday.sandbox.demo.FaultCells.fallBack;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.sandbox.Fault;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The database, the way to it and what is in it break. */
class DatabaseFaultsIT extends UnderFaults {
  DatabaseFaultsIT() {
    super(false);
  }

  /** Where one ends the next begins. */
  @Override
  List<FaultCell> cells() {
    return FaultCells.of(
        mishap -> mishap.ofTheDatabase() || mishap.kind() == Mishap.Kind.RELEASE,
        List.of(
            fallBack(Fault.POSTGRES_FROZEN, FaultPhase.CONFIRM),
            back(Fault.SLOW, FaultPhase.CONFIRM),
            fallBack(Fault.PORT_BLOCKED, FaultPhase.PREPARE),
            back(Fault.ROWS_DELETED, FaultPhase.PREPARE)));
  }

  /** A copy is complete, or the one before stays and the run says why; then it goes on. */
  @TestFactory
  Stream<DynamicTest> theWarmCopyIsNeverHalf() {
    Stream<Fault> faults =
        Boolean.getBoolean("mayday.long")
            ? Stream.of(Fault.values()).filter(fault -> Mishap.of(fault).ofTheDatabase())
            : Stream.empty();
    return faults.map(
        fault -> DynamicTest.dynamicTest("KeepWarmCopy, " + fault.label(), () -> copies(fault)));
  }

  private void copies(Fault fault) {
    CopyUnderFault seen = stage.copyUnder(fault);
    say(seen.toString());
    assertThat(seen.right()).as(seen + "\n" + seen.status().table()).isTrue();
  }
}

package dev.mayday.sandbox.demo;

import static dev.mayday.sandbox.demo.FaultCell.FALL_BACK;
import static dev.mayday.sandbox.demo.FaultCell.RETURN;

import dev.mayday.sandbox.Fault;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The cells of the matrix: every one, and those that the short form plays. */
final class FaultCells {
  private FaultCells() {}

  /**
   * The cells of some mishaps: all where {@code mayday.long} is set, else the chosen ones. For a
   * look at a few, {@code mayday.cells} is a pattern that each cell's name must match.
   */
  static List<FaultCell> of(Predicate<Mishap> which, List<FaultCell> chosen) {
    String pattern = System.getProperty("mayday.cells", "");
    if (pattern.isEmpty() && !Boolean.getBoolean("mayday.long")) return chosen;
    return all(which)
        .filter(cell -> pattern.isEmpty() || cell.toString().matches(pattern))
        .toList();
  }

  /** In turn one from the database and one from files, so that most begin where one ended. */
  private static Stream<FaultCell> all(Predicate<Mishap> which) {
    return Mishap.all().stream()
        .filter(which)
        .flatMap(
            mishap ->
                Stream.of(FaultPhase.values())
                    .flatMap(
                        phase ->
                            FaultCell.scenarios().stream()
                                .sorted()
                                .map(scenario -> new FaultCell(scenario, mishap, phase))));
  }

  static FaultCell fallBack(Fault fault, FaultPhase phase) {
    return new FaultCell(FALL_BACK, Mishap.of(fault), phase);
  }

  static FaultCell back(Fault fault, FaultPhase phase) {
    return new FaultCell(RETURN, Mishap.of(fault), phase);
  }
}

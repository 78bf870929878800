package dev.mayday.sandbox.demo;

import static dev.mayday.sandbox.demo.FaultCell.FALL_BACK;
import static dev.mayday.sandbox.demo.FaultCell.RETURN;

import dev.mayday.sandbox.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The cells of the matrix: every one, and those that the short form plays. */
final class FaultCells {
  /**
   * Each fault of the database where it hurts most. Where one cell ends the next begins, as far as
   * that goes: a sandbox that is raised anew takes longer than a cell.
   */
  static final List<FaultCell> OF_THE_DATABASE =
      List.of(
          fallBack(Fault.SLOW, FaultPhase.SETTINGS),
          fallBack(Fault.NETWORK_DOWN, FaultPhase.APPROVE),
          fallBack(Fault.POSTGRES_STOPPED, FaultPhase.CONFIRM),
          back(Fault.DNS_GONE, FaultPhase.APPROVE),
          back(Fault.WRONG_PASSWORD, FaultPhase.SETTINGS),
          back(Fault.DISK_FULL, FaultPhase.RECOVER),
          back(Fault.CREDENTIALS_SWAPPED, FaultPhase.PREPARE),
          back(Fault.POSTGRES_STARTING_UP, FaultPhase.REHEARSE),
          back(Fault.CREDENTIALS_FORGED, FaultPhase.RECOVER),
          back(Fault.ROWS_DELETED, FaultPhase.PREPARE),
          fallBack(Fault.TOO_MANY_CLIENTS, FaultPhase.PREPARE),
          back(Fault.PORT_REFUSED, FaultPhase.SEALED),
          fallBack(Fault.POSTGRES_FROZEN, FaultPhase.RECOVER),
          back(Fault.CREDENTIALS_CORRUPTED, FaultPhase.VERIFY),
          fallBack(Fault.PORT_BLOCKED, FaultPhase.AFTERCARE),
          back(Fault.FALLBACK_CRASHES, FaultPhase.SETTINGS),
          fallBack(Fault.FALLBACK_CRASHES, FaultPhase.SEALED),
          back(Fault.NETWORK_DOWN, FaultPhase.AFTERCARE),
          fallBack(Fault.FALLBACK_CRASHES, FaultPhase.REHEARSE));

  /** The same for the host, its checkout, its processes, and Mayday's own. */
  static final List<FaultCell> OF_THE_HOST =
      List.of(
          fallBack(Fault.TAG_MISSING, FaultPhase.REHEARSE),
          fallBack(Fault.CHECKOUT_DISK_FULL, FaultPhase.SETTINGS),
          new FaultCell(FALL_BACK, Mishap.HOST_REBOOTED, FaultPhase.SETTINGS),
          fallBack(Fault.TREE_DIRTY, FaultPhase.APPROVE),
          back(Fault.CHECKOUT_DISK_FULL, FaultPhase.RECOVER),
          back(Fault.HOST_DOWN, FaultPhase.CONFIRM),
          back(Fault.PM2_KILLED, FaultPhase.RECOVER),
          fallBack(Fault.PM2_KILLED, FaultPhase.RECOVER),
          new FaultCell(RETURN, Mishap.HOST_REBOOTED, FaultPhase.SEALED),
          fallBack(Fault.HOST_DOWN, FaultPhase.VERIFY),
          new FaultCell(RETURN, Mishap.WORKER_KILLED, FaultPhase.AFTERCARE),
          new FaultCell(FALL_BACK, Mishap.WORKER_KILLED, FaultPhase.SEALED),
          back(Fault.STALE_LOCK, FaultPhase.RECOVER));

  private FaultCells() {}

  /**
   * The cells of some mishaps: all where {@code mayday.long} is set, else the chosen ones. For a
   * look at a few, {@code mayday.cells} is a pattern that each cell's name must match.
   */
  static List<FaultCell> of(Predicate<Mishap> which, List<FaultCell> chosen) {
    String pattern = System.getProperty("mayday.cells", "");
    if (pattern.isEmpty() && !Boolean.getBoolean("mayday.long")) return chosen;
    return chained(
        all()
            .filter(cell -> which.test(cell.mishap()))
            .filter(cell -> pattern.isEmpty() || cell.toString().matches(pattern))
            .toList());
  }

  /**
   * The same in an order in which most begin where one ended: as long as there is a cell that
   * leaves the service where it is, that one, else one that takes it to the other side.
   */
  static List<FaultCell> chained(List<FaultCell> cells) {
    List<FaultCell> left = new ArrayList<>(cells);
    List<FaultCell> chain = new ArrayList<>();
    String mode = "postgres";
    while (!left.isEmpty()) {
      FaultCell next = next(left, mode);
      left.remove(next);
      chain.add(next);
      mode = next.expectedMode();
    }
    return chain;
  }

  private static FaultCell next(List<FaultCell> left, String mode) {
    List<FaultCell> here = left.stream().filter(cell -> cell.from().equals(mode)).toList();
    return here.stream()
        .filter(cell -> cell.expectedMode().equals(mode))
        .findFirst()
        .orElseGet(() -> here.isEmpty() ? left.get(0) : here.get(0));
  }

  /** Every one of them. */
  static Stream<FaultCell> all() {
    return Mishap.all().stream()
        .flatMap(
            mishap ->
                Stream.of(FaultPhase.values())
                    .flatMap(
                        phase ->
                            FaultCell.scenarios().stream()
                                .sorted()
                                .map(scenario -> new FaultCell(scenario, mishap, phase))));
  }

  private static FaultCell fallBack(Fault fault, FaultPhase phase) {
    return new FaultCell(FALL_BACK, Mishap.of(fault), phase);
  }

  private static FaultCell back(Fault fault, FaultPhase phase) {
    return new FaultCell(RETURN, Mishap.of(fault), phase);
  }
}

package dev.mayday.sandbox.demo;

import static dev.mayday.sandbox.demo.FaultOnset.BEFORE;
import static dev.mayday.sandbox.demo.FaultOnset.WITHIN;
import static dev.mayday.sandbox.demo.OtherCell.COPY;
import static dev.mayday.sandbox.demo.OtherCell.INCIDENT;

import dev.mayday.sandbox.Fault;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The cells of the warm copy and of the incident: every one, and those of the short form. */
final class OtherCells {
  /** One for each way that a copy and a triage can end. */
  static final List<OtherCell> OF_THE_DATABASE =
      List.of(
          cell(COPY, Fault.DISK_FULL, BEFORE),
          cell(COPY, Fault.CREDENTIALS_CORRUPTED, BEFORE),
          cell(COPY, Fault.PORT_BLOCKED, WITHIN),
          cell(INCIDENT, Fault.DNS_GONE, WITHIN),
          cell(INCIDENT, Fault.NETWORK_DOWN, BEFORE),
          cell(INCIDENT, Fault.SLOW, BEFORE),
          cell(INCIDENT, Fault.ROWS_DELETED, BEFORE),
          cell(INCIDENT, Fault.CREDENTIALS_CORRUPTED, BEFORE));

  /** The disk that a copy is exported to, and the processes that an incident looks at. */
  static final List<OtherCell> OF_THE_HOST =
      List.of(
          cell(COPY, Fault.CHECKOUT_DISK_FULL, WITHIN), cell(INCIDENT, Fault.PM2_KILLED, WITHIN));

  private OtherCells() {}

  /**
   * As {@link FaultCells#of}: all in the long form, else the chosen ones, or those of a pattern.
   */
  static List<OtherCell> of(Predicate<Mishap> which, List<OtherCell> chosen) {
    String pattern = System.getProperty("mayday.cells", "");
    if (pattern.isEmpty() && !Boolean.getBoolean("mayday.long")) return chosen;
    return all()
        .filter(cell -> which.test(cell.mishap()))
        .filter(cell -> pattern.isEmpty() || cell.toString().matches(pattern))
        .toList();
  }

  /** Every one of them. */
  static Stream<OtherCell> all() {
    return Stream.of(COPY, INCIDENT).flatMap(OtherCells::of);
  }

  /** Every one of this workflow. */
  static Stream<OtherCell> of(String workflow) {
    return Mishap.all().stream()
        .flatMap(
            mishap ->
                Stream.of(FaultOnset.values())
                    .map(onset -> new OtherCell(workflow, mishap, onset)));
  }

  private static OtherCell cell(String workflow, Fault fault, FaultOnset onset) {
    return new OtherCell(workflow, Mishap.of(fault), onset);
  }
}

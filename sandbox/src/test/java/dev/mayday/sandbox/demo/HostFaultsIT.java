package dev.mayday.sandbox.demo;

import static dev.mayday.sandbox.demo.FaultCells.fallBack;

import dev.mayday.sandbox.Fault;
import java.util.List;

/** The host, its checkout and the processes on it break; Mayday's own too. */
class HostFaultsIT extends UnderFaults {
  HostFaultsIT() {
    super(true);
  }

  @Override
  List<FaultCell> cells() {
    return FaultCells.of(
        mishap -> !mishap.ofTheDatabase() && mishap.kind() != Mishap.Kind.RELEASE,
        List.of(
            fallBack(Fault.TAG_MISSING, FaultPhase.REHEARSE),
            fallBack(Fault.CHECKOUT_DISK_FULL, FaultPhase.PREPARE)));
  }
}

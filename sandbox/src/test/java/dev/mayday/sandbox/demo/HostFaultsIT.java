package dev.mayday.sandbox.demo;

import java.util.List;

/** The host, its checkout and the processes on it break; Mayday's own too. */
class HostFaultsIT extends UnderFaults {
  HostFaultsIT() {
    super(true);
  }

  @Override
  List<FaultCell> cells() {
    return FaultCells.of(mishap -> !Mishap.beyondTheHost(mishap), FaultCells.OF_THE_HOST);
  }

  @Override
  List<OtherCell> others() {
    return OtherCells.of(mishap -> !Mishap.beyondTheHost(mishap), OtherCells.OF_THE_HOST);
  }
}

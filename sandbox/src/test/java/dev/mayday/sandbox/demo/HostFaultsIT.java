package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.Fault;
import java.util.List;
import java.util.stream.Stream;

/** The host, its checkout and the processes on it break; Mayday's own too. */
class HostFaultsIT extends UnderFaults {
  HostFaultsIT() {
    super(true);
  }

  @Override
  List<FaultCell> cells() {
    return FaultCells.of(mishap -> !Mishap.beyondTheHost(mishap), FaultCells.OF_THE_HOST);
  }

  /** The short form has the disk that a copy is exported to. */
  @Override
  Stream<Mishap> copyFaults() {
    return Boolean.getBoolean("mayday.long")
        ? Mishap.all().stream().filter(mishap -> !Mishap.beyondTheHost(mishap))
        : Stream.of(Mishap.of(Fault.CHECKOUT_DISK_FULL));
  }

  @Override
  Stream<Mishap> alerts() {
    return Boolean.getBoolean("mayday.long")
        ? Mishap.all().stream().filter(mishap -> !Mishap.beyondTheHost(mishap))
        : Stream.of(Mishap.of(Fault.PM2_KILLED));
  }
}

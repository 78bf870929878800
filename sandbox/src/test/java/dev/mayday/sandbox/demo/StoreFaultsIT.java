package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.Fault;
import java.util.List;
import java.util.stream.Stream;

/** The database, the way to it, what is in it, and the release on the tag break. */
class StoreFaultsIT extends UnderFaults {
  StoreFaultsIT() {
    super(false);
  }

  @Override
  List<FaultCell> cells() {
    return FaultCells.of(Mishap::beyondTheHost, FaultCells.OF_THE_DATABASE);
  }

  @Override
  Stream<Mishap> copyFaults() {
    return Boolean.getBoolean("mayday.long")
        ? Mishap.all().stream().filter(Mishap::beyondTheHost)
        : Stream.of(Fault.DISK_FULL, Fault.CREDENTIALS_CORRUPTED, Fault.PORT_BLOCKED)
            .map(Mishap::of);
  }

  /** The short form has one for each way that a triage can end. */
  @Override
  Stream<Mishap> alerts() {
    return Boolean.getBoolean("mayday.long")
        ? Mishap.all().stream().filter(Mishap::beyondTheHost)
        : Stream.of(
                Fault.DNS_GONE,
                Fault.NETWORK_DOWN,
                Fault.SLOW,
                Fault.ROWS_DELETED,
                Fault.CREDENTIALS_CORRUPTED)
            .map(Mishap::of);
  }
}

package dev.mayday.sandbox.demo;

import java.util.List;

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
  List<OtherCell> others() {
    return OtherCells.of(Mishap::beyondTheHost, OtherCells.OF_THE_DATABASE);
  }
}

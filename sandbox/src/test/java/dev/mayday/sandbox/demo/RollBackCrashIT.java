package dev.mayday.sandbox.demo;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The worker is killed after every undo of each recovery, and all is as it was: one after the
 * other, for others' sandboxes stand beside.
 */
class RollBackCrashIT {
  @ParameterizedTest
  @EnumSource(Trial.class)
  void whateverDiesAfterWhicheverUndoAllIsAsItWas(Trial trial, @TempDir Path folder) {
    RollBackOrdeal.endure(folder, trial).forEach(System.out::println);
  }
}

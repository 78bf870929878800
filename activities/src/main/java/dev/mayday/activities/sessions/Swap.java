package dev.mayday.activities.sessions;

import java.io.IOException;
import java.nio.file.Path;

/** Exchanges two existing folders in one step. */
@FunctionalInterface
interface Swap {
  void exchange(Path one, Path other) throws IOException;
}

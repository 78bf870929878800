package dev.mayday.sandbox.bench;

import java.nio.file.Path;
import java.util.List;

/** Measures something on stages that it raises one after the other in this folder. */
interface Benchmark {
  List<Figure> measure(Path folder, int runs);
}

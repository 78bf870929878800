package dev.mayday.worker;

import dev.mayday.activities.estate.EstateFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The folders in which adapters keep what must outlive them. */
record Place(EstateFile estate, Looks look) {
  private static final Map<String, String> KEPT =
      new TreeMap<>(
          Map.of(
              "fences", "fences",
              "sealed", "sealed copies",
              "reports", "reports",
              "notices", "notices"));

  void visit() {
    Looks all = look.stoppingAll();
    all.accept("state folder", () -> Folders.roomy(estate.state()));
    KEPT.forEach(
        (name, what) -> all.accept("folder of " + what, () -> Folders.roomy(folder(name))));
  }

  private String folder(String name) {
    return Path.of(estate.state()).resolve(name).toString();
  }
}

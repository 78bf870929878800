package dev.mayday.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;

/** A sandbox of a test's own: it goes with the test's process, also where that is interrupted. */
public final class Raised {
  private Raised() {}

  /** As {@link Sandbox#up(Path, int, int)}. */
  public static Sandbox up(Path folder, int companies, int keys) {
    return up(folder, Kind.WHATSAPP, companies, keys, false);
  }

  /** As {@link Sandbox#up(Path, Kind, int, int, boolean)}. */
  public static Sandbox up(Path folder, Kind kind, int companies, int keys, boolean smallDisk) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> lower(folder), "sandbox down"));
    return Sandbox.up(folder, kind, companies, keys, smallDisk);
  }

  private static void lower(Path folder) {
    if (Files.exists(folder.resolve("sandbox.json"))) Sandbox.at(folder).down();
  }
}

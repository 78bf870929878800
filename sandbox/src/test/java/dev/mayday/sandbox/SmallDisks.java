package dev.mayday.sandbox;

import dev.mayday.system.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a disk that can be filled may be mounted here. */
public final class SmallDisks {
  private static final long SMALL = 64 * 1024;

  private SmallDisks() {}

  /**
   * Mounts one and takes it away again.
   *
   * @param folder where it may be tried
   * @return why it cannot be; empty where it can
   */
  public static String refusal(Path folder) {
    try {
      SmallDisk disk = new SmallDisk(Files.createTempDirectory(folder, "disk"));
      disk.mount(SMALL);
      disk.unmount();
      return "";
    } catch (Refused noDisk) {
      return noDisk.getMessage().lines().findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

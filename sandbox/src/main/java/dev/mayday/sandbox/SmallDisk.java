package dev.mayday.sandbox;

import dev.mayday.system.Refused;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A small disk (tmpfs) on a folder, which can be filled to the last byte. Only root may mount one.
 */
record SmallDisk(Path folder) {
  /** As mostly in life a log, which git has been told to ignore. */
  private static final String LOG = "logs";

  /** And what git was told nothing of. */
  private static final String DUMP = "core";

  /**
   * Mounts it.
   *
   * @throws Refused for anybody but root, and where the kernel does not let it be
   */
  void mount(long size) {
    if (!Owner.isRoot())
      throw new Refused(
          "a small disk can be mounted by root alone\n"
              + "HINT: raise the sandbox as root, on a machine where that hurts nobody");
    Exec.Result result =
        Exec.in(Path.of("/"))
            .attempt(
                List.of("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()));
    if (result.code() != 0)
      throw new Refused(
          "this machine does not let a small disk be mounted: "
              + result.shown()
              + "\nHINT: a full disk cannot be shown here");
  }

  /** Fills it to the last byte. */
  void fill() {
    write(LOG, free() / 2);
    write(DUMP, Long.MAX_VALUE);
  }

  private void write(String name, long size) {
    byte[] block = new byte[4096];
    Random random = new Random(size); // nothing that git could keep in less room
    try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
      for (long left = size; left > 0; left -= block.length) {
        random.nextBytes(block);
        out.write(block);
      }
    } catch (IOException full) {
      if (free() >= block.length) throw new UncheckedIOException(full);
    }
  }

  long free() {
    return folder.toFile().getUsableSpace();
  }

  /** Takes what filled it away. */
  void relieve() {
    try {
      Files.deleteIfExists(folder.resolve(LOG));
      Files.deleteIfExists(folder.resolve(DUMP));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void unmount() {
    if (mounted()) Exec.in(Path.of("/")).run(List.of("umount", folder.toString()));
  }

  boolean mounted() {
    try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mounts"))) {
      return mounts.anyMatch(line -> line.contains(" " + folder + " tmpfs "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

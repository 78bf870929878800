package dev.mayday.sandbox;

import dev.mayday.system.Refused;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A small disk (tmpfs) that the sessions' tables are moved to, and which is then filled to the last
 * byte. Only root may mount one.
 */
record FullDisk(World world, Cluster cluster) {
  private static final List<String> TABLES = List.of("whatsapp_auth", "whatsapp_keys");
  private static final long SLACK = 512 * 1024;

  void fill() {
    if (!Owner.isRoot())
      throw new Refused(
          "disk-full mounts a small disk, which only root may\nHINT: raise the sandbox as root, on a machine where that hurts nobody");
    TABLES.forEach(
        table -> cluster.sql("VACUUM FULL " + table)); // no room within the tables either
    long size =
        Long.parseLong(
                cluster.sql(
                    "SELECT sum(pg_table_size(name)) FROM unnest('{whatsapp_auth,whatsapp_keys}'::regclass[]) name"))
            + SLACK;
    mount(size);
    cluster.sql("CREATE TABLESPACE small LOCATION '" + disk() + "'");
    TABLES.forEach(table -> cluster.sql("ALTER TABLE " + table + " SET TABLESPACE small"));
    ballast();
  }

  void empty() {
    if (!mounted()) return;
    try {
      Files.deleteIfExists(disk().resolve("ballast"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TABLES.forEach(table -> cluster.sql("ALTER TABLE " + table + " SET TABLESPACE pg_default"));
    cluster.sql("DROP TABLESPACE IF EXISTS small");
    unmount();
  }

  /** Without a server that could be asked: at the sandbox's end. */
  void unmount() {
    if (mounted()) Exec.in(Path.of("/")).run(List.of("umount", disk().toString()));
  }

  private void mount(long size) {
    Owner.give(Private.folder(disk(), "rwx------"));
    Exec.Result result =
        Exec.in(Path.of("/"))
            .attempt(
                List.of("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk().toString()));
    if (result.code() != 0)
      throw new Refused(
          "this machine does not let a small disk be mounted: "
              + result.shown()
              + "\nHINT: disk-full cannot be shown here");
    Owner.give(Private.folder(disk(), "rwx------"));
  }

  private void ballast() {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(disk().resolve("ballast"))) {
      while (true) out.write(block);
    } catch (IOException full) {
      if (free() >= block.length) throw new UncheckedIOException(full);
    }
  }

  private long free() {
    return disk().toFile().getUsableSpace();
  }

  private boolean mounted() {
    try (java.util.stream.Stream<String> mounts = Files.lines(Path.of("/proc/self/mounts"))) {
      return mounts.anyMatch(line -> line.contains(" " + disk() + " tmpfs "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path disk() {
    return Path.of(world.cluster()).resolve("small");
  }
}

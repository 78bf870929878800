package dev.mayday.activities.git;

import dev.mayday.activities.command.Command;
import dev.mayday.activities.command.Commands;
import dev.mayday.activities.command.Output;
import dev.mayday.activities.fence.Fences;
import dev.mayday.system.CheckoutState;
import dev.mayday.system.Fence;
import dev.mayday.system.Git;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A clone on a disk of 8 MiB, which can be filled to the last byte. */
abstract class OnSmallDisk {
  static final String BIG = "x".repeat(300_000);

  @TempDir Path folder;

  Path disk;
  GitBed bed;

  @BeforeEach
  void aCloneOnASmallDisk() throws IOException {
    disk = Files.createDirectory(folder.resolve("disk"));
    String[] mount = {"mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString()};
    Output mounted = Commands.run(Command.of(mount));
    Assumptions.assumeTrue(
        mounted.ok(), () -> "the kernel lets root alone mount a small disk: " + mounted.err());
    bed = new GitBed(disk);
    bed.write("big.txt", BIG);
    bed.commit("a file that the tag does not have");
  }

  @AfterEach
  void unmount() {
    Commands.run(Command.of("umount", disk.toString()));
  }

  /** Fills it from outside the tree. */
  final void fill() throws IOException {
    fill(disk.resolve("ballast"));
  }

  /** Fills it with this file. */
  final void fill(Path ballast) throws IOException {
    byte[] block = new byte[4096];
    Random random = new Random(4711); // nothing that could be kept in less room
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        random.nextBytes(block);
        out.write(block);
      }
    } catch (IOException full) {
      if (disk.toFile().getUsableSpace() >= block.length) throw full;
    }
  }

  final void relieve() throws IOException {
    Files.delete(disk.resolve("ballast"));
  }

  /** What cannot be kept in less room. */
  static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /** Every file of the tree, with its content. */
  final Map<String, String> tree() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(bed.tree)) {
      for (Path path : all.filter(Files::isRegularFile).toList())
        if (!path.startsWith(bed.tree.resolve(".git")))
          files.put(
              bed.tree.relativize(path).toString(),
              Files.readString(path, StandardCharsets.ISO_8859_1));
    }
    return files;
  }

  final CheckoutState state() {
    return git().state(bed.checkout());
  }

  final void toTag(int epoch) {
    String tag = git().resolve(bed.checkout(), "emergency-v1");
    git().checkout(bed.checkout(), tag, "", "run-1", fence(epoch));
  }

  final String putBack(CheckoutState was, int epoch) {
    return git().putBack(bed.checkout(), was, "run-1", fence(epoch));
  }

  final Git git() {
    return new GitAdapter(new Fences(folder.resolve("fences")));
  }

  private static Fence fence(int epoch) {
    return new Fence("test/whatsapp", "run-1", 1, 1, epoch);
  }
}

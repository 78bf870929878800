package dev.mayday.activities.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writing that survives a power cut, and that nobody else can read meanwhile. */
public final class Disk {
  private Disk() {}

  /** Writes a new file 0600, in place of any of that name, and brings it to the disk. */
  public static void write(Path file, byte[] bytes) throws IOException {
    Files.deleteIfExists(file);
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) channel.write(left);
      channel.force(true);
    }
  }

  /** Writes a file aside and puts it in place by one rename: readers see all of it or none. */
  public static void install(Path file, byte[] bytes) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".next");
    write(aside, bytes);
    rename(aside, file);
  }

  /** Renames over {@code to}, and brings the folder to the disk. */
  public static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    force(to.toAbsolutePath().getParent());
  }

  /** Removes a file, absent is fine, and brings the folder to the disk. */
  public static void remove(Path file) throws IOException {
    if (Files.deleteIfExists(file)) force(file.toAbsolutePath().getParent());
  }

  /** Makes a folder 0700, and those above it. */
  public static void folder(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** Gives {@code file} the owner, group and mode of {@code model}. */
  public static void dressAs(Path model, Path file) throws IOException {
    PosixFileAttributes wanted = Files.readAttributes(model, PosixFileAttributes.class);
    PosixFileAttributeView view =
        Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    PosixFileAttributes has = view.readAttributes();
    if (!has.owner().equals(wanted.owner())) view.setOwner(wanted.owner());
    if (!has.group().equals(wanted.group())) view.setGroup(wanted.group());
    view.setPermissions(wanted.permissions());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel directory = FileChannel.open(folder)) {
      directory.force(true);
    }
  }
}

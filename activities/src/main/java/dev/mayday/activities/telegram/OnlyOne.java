package dev.mayday.activities.telegram;

import dev.mayday.activities.disk.Disk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Of several workers on one machine one polls: the one that has locked a file. The system takes the
 * lock back when the process ends, however it ends. Workers on other machines are told by the
 * server's 409.
 */
final class OnlyOne implements AutoCloseable {
  private final Path file;
  private FileChannel channel;
  private FileLock lock;

  OnlyOne(Path file) {
    this.file = file;
  }

  /** Whether this one is it, from now on. */
  boolean here() throws IOException {
    if (lock != null) return true;
    if (channel == null) {
      Disk.folder(file.toAbsolutePath().getParent());
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      lock = null;
    }
    return lock != null;
  }

  @Override
  public void close() throws IOException {
    if (channel != null) channel.close();
  }
}

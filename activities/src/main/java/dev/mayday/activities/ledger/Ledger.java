package dev.mayday.activities.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.system.Unavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A file that only grows, one JSON object a line, readable by its owner alone (0600, its folder
 * 0700). A line is on the disk when {@link #add} returns. A line that a crash cut off stays as it
 * is, and the next one begins on a line of its own.
 */
public final class Ledger {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ReentrantLock ONE_WRITER = new ReentrantLock();
  private static final Set<OpenOption> OPEN =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);
  private final Path file;

  /**
   * @param file where it lies; made with its folder at the first line
   */
  public Ledger(Path file) {
    this.file = file;
  }

  /**
   * Appends one line and waits until it is on the disk. Adding twice gives two lines.
   *
   * @throws Unavailable when it cannot be written (folder, rights, disk full)
   */
  public void add(Map<String, ?> line) {
    add(List.of(line));
  }

  /**
   * Appends lines in one go, all of them on the disk when it returns.
   *
   * @throws Unavailable when they cannot be written; some of them may be there then
   */
  public void add(List<? extends Map<String, ?>> lines) {
    ONE_WRITER.lock();
    try {
      Files.createDirectories(file.toAbsolutePath().getParent(), mode("rwx------"));
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (Map<String, ?> line : lines) all.write(line(line));
      append(all.toByteArray());
    } catch (IOException broken) {
      throw new Unavailable(
          "cannot write "
              + file
              + ": "
              + broken.getClass().getSimpleName()
              + "\nHINT: look at the folder's owner and mode and at the free disk space");
    } finally {
      ONE_WRITER.unlock();
    }
  }

  private void append(byte[] line) throws IOException {
    try (FileChannel channel = FileChannel.open(file, OPEN, mode("rw-------"));
        var lock = channel.lock()) {
      long end = channel.size();
      ByteBuffer left = ByteBuffer.wrap(torn(channel, end) ? onItsOwn(line) : line);
      while (left.hasRemaining()) end += channel.write(left, end);
      channel.force(true);
      lock.release();
    }
  }

  private static boolean torn(FileChannel channel, long end) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return end > 0 && channel.read(last, end - 1) == 1 && last.get(0) != '\n';
  }

  private static byte[] onItsOwn(byte[] line) {
    return ByteBuffer.allocate(line.length + 1).put((byte) '\n').put(line).array();
  }

  private static byte[] line(Map<String, ?> line) throws JsonProcessingException {
    return (MAPPER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static FileAttribute<?> mode(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }
}

package dev.mayday.activities.approvers;

import dev.mayday.system.Claim;
import dev.mayday.system.Unavailable;
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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Counts wrong codes per run, question and person, on disk, so that a restart gives no new ones.
 * The right code is not counted: an activity that is tried again must find the same answer.
 */
final class Attempts {
  static final int MOST = 5;
  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();
  private static final Set<OpenOption> OPEN =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);
  private final Path folder;

  Attempts(Path folder) {
    this.folder = folder;
  }

  /** Runs the check unless too many have failed; each failure is one byte in the file. */
  boolean allow(Claim claim, BooleanSupplier check) {
    ONE_AT_A_TIME.lock();
    try {
      Files.createDirectories(folder, mode("rwx------"));
      return counted(folder.resolve(name(claim)), check);
    } catch (IOException broken) {
      throw new Unavailable(
          "cannot count wrong codes in "
              + folder
              + "\nHINT: look at the folder's owner and mode and at the free disk space");
    } finally {
      ONE_AT_A_TIME.unlock();
    }
  }

  private static boolean counted(Path file, BooleanSupplier check) throws IOException {
    try (FileChannel failures = FileChannel.open(file, OPEN, mode("rw-------"));
        var lock = failures.lock()) {
      if (failures.size() >= MOST) return false;
      if (check.getAsBoolean()) return true;
      failures.write(ByteBuffer.wrap(new byte[] {'x'}), failures.size());
      failures.force(true);
      lock.release();
      return false;
    }
  }

  private static String name(Claim claim) {
    String about = claim.run().length() + ":" + claim.run() + claim.question() + ":" + claim.by();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(about.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  private static FileAttribute<?> mode(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }
}

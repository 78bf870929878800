package dev.mayday.activities.sessions.disk;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * What Java has no word for: exchanging two folders in one step, and syncing many files at once.
 */
public final class Linux {
  private static final int HERE = -100;
  private static final int NO_REPLACE = 1;
  private static final int EXCHANGE = 2;
  private static final int READ_ONLY = 0x80000;
  private static final boolean IS = System.getProperty("os.name").equals("Linux");

  /** The C library's functions; an error number becomes an exception. */
  interface LibC extends Library {
    int open(String path, int flags) throws LastErrorException;

    int close(int file) throws LastErrorException;

    int syncfs(int file) throws LastErrorException;

    int renameat2(int fromFolder, String from, int toFolder, String to, int flags)
        throws LastErrorException;
  }

  private Linux() {}

  /** Exchanges two existing paths of one file system in one step: no moment lacks either. */
  public static void exchange(Path one, Path other) throws IOException {
    rename(one, other, EXCHANGE);
  }

  /** Renames to a path that must be free. */
  public static void move(Path from, Path to) throws IOException {
    rename(from, to, NO_REPLACE);
  }

  /** Syncs the file system of a path; false where that is not to be had. */
  static boolean syncfs(Path path) throws IOException {
    if (!IS) return false;
    LibC c = c();
    try {
      int file = c.open(path.toString(), READ_ONLY);
      try {
        c.syncfs(file);
      } finally {
        c.close(file);
      }
      return true;
    } catch (LastErrorException e) {
      throw failed(path, null, e);
    }
  }

  private static void rename(Path from, Path to, int how) throws IOException {
    if (!IS) throw new FileSystemException(from.toString(), to.toString(), "not on Linux");
    try {
      c().renameat2(HERE, from.toString(), HERE, to.toString(), how);
    } catch (LastErrorException e) {
      throw failed(from, to, e);
    }
  }

  private static LibC c() {
    return Native.load("c", LibC.class);
  }

  private static IOException failed(Path one, Path other, LastErrorException e) {
    String to = other == null ? null : other.toString();
    return new FileSystemException(
        one.toString(), to, "error " + e.getErrorCode() + " " + e.getMessage());
  }
}

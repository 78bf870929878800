package dev.mayday.sandbox.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for secrets in files of any length, piece by piece. Each piece begins with the end of the
 * one before, so that a secret over the border is whole in one of them.
 *
 * @param length of a piece, in bytes
 */
record Pieces(Secrets secrets, int length) {
  private static final int USUAL = 8 << 20;

  Pieces(Secrets secrets) {
    this(secrets, USUAL);
  }

  /** The names of those that stand in a file. */
  Set<String> in(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      return in(bytes);
    }
  }

  Set<String> in(InputStream bytes) throws IOException {
    Set<String> found = new TreeSet<>();
    byte[] end = new byte[0];
    while (true) {
      byte[] next = bytes.readNBytes(length);
      if (next.length == 0) return found;
      byte[] piece = joined(end, next);
      found.addAll(secrets.in(piece));
      end = Arrays.copyOfRange(piece, Math.max(0, piece.length - secrets.longest()), piece.length);
    }
  }

  private static byte[] joined(byte[] one, byte[] other) {
    if (one.length == 0) return other;
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}

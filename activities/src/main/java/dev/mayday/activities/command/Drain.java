package dev.mayday.activities.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads one stream to its end, so that the program never blocks; keeps what the cap allows. */
final class Drain implements AutoCloseable {
  /** A daemon that the program left may hold the stream open; its words are not waited for. */
  private static final long LINGER_MILLIS = 2_000;

  private final InputStream stream;
  private final int cap;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final Thread reader;
  private volatile boolean cut;
  private volatile boolean closed;
  private volatile boolean broken;

  private Drain(InputStream stream, int cap) {
    this.stream = stream;
    this.cap = cap;
    this.reader = new Thread(this::read, "drain");
    reader.setDaemon(true);
  }

  static Drain of(InputStream stream, int cap) {
    Drain drain = new Drain(stream, cap);
    drain.reader.start();
    return drain;
  }

  String text() throws InterruptedException {
    reader.join(LINGER_MILLIS);
    synchronized (kept) {
      return kept.toString(StandardCharsets.UTF_8);
    }
  }

  boolean cut() {
    return cut;
  }

  /** Whether the stream failed before its end, so that the text is only a part of the answer. */
  boolean broken() {
    return broken;
  }

  private void read() {
    byte[] block = new byte[8192];
    try {
      for (int n = stream.read(block); n >= 0; n = stream.read(block)) keep(block, n);
    } catch (IOException e) {
      broken = !closed; // who closed it wants no more; else the answer is only a part of one
    }
  }

  private void keep(byte[] block, int n) {
    synchronized (kept) {
      int room = Math.min(n, cap - kept.size());
      kept.write(block, 0, room);
      cut |= room < n;
    }
  }

  @Override
  public void close() {
    closed = true;
    if (reader.isAlive()) reader.interrupt();
    try {
      stream.close();
    } catch (IOException e) {
      return; // nothing more is read from it, and its end of the pipe goes with the process
    }
  }
}

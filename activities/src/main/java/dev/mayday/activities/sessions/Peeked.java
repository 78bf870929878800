package dev.mayday.activities.sessions;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;

/** A stream whose next item can be looked at before it is taken. */
final class Peeked<T> implements AutoCloseable {
  /** Gives one item after another, null at the end. */
  interface Next<T> {
    T next() throws SQLException;
  }

  private final Next<T> source;
  private final Closeable under;
  private T head;
  private boolean read;

  Peeked(Next<T> source, Closeable under) {
    this.source = source;
    this.under = under;
  }

  T peek() throws SQLException {
    if (!read) head = source.next();
    read = true;
    return head;
  }

  T take() throws SQLException {
    T taken = peek();
    read = false;
    return taken;
  }

  @Override
  public void close() {
    try {
      under.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

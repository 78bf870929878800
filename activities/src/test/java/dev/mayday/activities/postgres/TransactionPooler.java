package dev.mayday.activities.postgres;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands before a PostgreSQL server as a transaction pooler does that has a single session there:
 * it serves every client in turn, a transaction each. The first client logs in at the server; those
 * who come later are let in with what the server said to it.
 */
public final class TransactionPooler implements AutoCloseable {
  /** An accepted login, as the server says it: a type, a length, zero. */
  private static final byte[] LET_IN = {'R', 0, 0, 0, 8, 0, 0, 0, 0};

  /** A simple query of 13 bytes after its type. */
  private static final byte[] ROLLBACK = "Q\0\0\0\rROLLBACK\0".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ReentrantLock turn = new ReentrantLock();
  private final List<byte[]> greeting = new ArrayList<>();
  private final int behind;
  private PostgresWire session;

  private TransactionPooler(int behind) throws IOException {
    this.behind = behind;
  }

  /** Stands before the server at this port of the host. */
  public static TransactionPooler before(int port) throws IOException {
    TransactionPooler pooler = new TransactionPooler(port);
    begin(pooler::admit);
    return pooler;
  }

  /** Where its clients connect to. */
  public int port() {
    return door.getLocalPort();
  }

  private static void begin(Runnable work) {
    Thread thread = new Thread(work, "transaction-pooler");
    thread.setDaemon(true);
    thread.start();
  }

  private void admit() {
    try {
      while (true) {
        Socket client = door.accept();
        begin(() -> serve(client));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      PostgresWire client = PostgresWire.of(socket);
      greet(client);
      while (true) transaction(client, client.read());
    } catch (IOException gone) {
      return;
    }
  }

  private void greet(PostgresWire client) throws IOException {
    byte[] wishes = client.begin();
    turn.lock();
    try {
      if (session == null) login(client, wishes);
      else {
        client.write(LET_IN);
        for (byte[] each : greeting) client.write(each);
      }
    } finally {
      turn.unlock();
    }
  }

  /** The server asks for a password, and the client answers, until the server is ready. */
  private void login(PostgresWire client, byte[] wishes) throws IOException {
    PostgresWire server = PostgresWire.of(new Socket(InetAddress.getLoopbackAddress(), behind));
    server.write(wishes);
    byte[] said = {0};
    while (said[0] != 'Z') {
      said = server.read();
      client.write(said);
      if (said[0] != 'R') greeting.add(said);
      else if (asks(said)) server.write(client.read());
    }
    session = server;
  }

  /** All but that it is accepted (0), and the last word of SCRAM (12). */
  private static boolean asks(byte[] authentication) {
    return authentication[8] != 0 && authentication[8] != 12;
  }

  /** From this message to the end of its transaction; what a client leaves open is rolled back. */
  private void transaction(PostgresWire client, byte[] first) throws IOException {
    turn.lock();
    try {
      boolean idle = false;
      try {
        idle = idleAfter(first, client);
        while (!idle) idle = idleAfter(client.read(), client);
      } finally {
        if (!idle) rollBack();
      }
    } finally {
      turn.unlock();
    }
  }

  /** Passes a message on, and the answers if it waits for them (a query, a sync). */
  private boolean idleAfter(byte[] message, PostgresWire client) throws IOException {
    session.write(message);
    if (message[0] != 'Q' && message[0] != 'S') return false;
    byte[] said = {0};
    while (said[0] != 'Z') {
      said = session.read();
      client.write(said);
    }
    return said[5] == 'I';
  }

  private void rollBack() throws IOException {
    session.write(ROLLBACK);
    byte[] said = {0};
    while (said[0] != 'Z') said = session.read();
    if (said[5] != 'I') throw new EOFException("the session is not idle after a rollback");
  }

  @Override
  public void close() throws IOException {
    door.close();
    if (session != null) session.socket().close();
  }
}

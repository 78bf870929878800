package dev.mayday.worker.byhand;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A port where PostgreSQL's words are spoken as far as a test wants: each packet that it knows is
 * answered, and at any other it hangs up.
 */
final class Door implements AutoCloseable {
  /** The packet that asks for TLS. */
  static final int TLS = 80877103;

  /** The packet that names user and database. */
  static final int START = 196608;

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Map<Integer, String> answers;

  /**
   * @param answers by the code of the packet, a byte for each character
   */
  Door(Map<Integer, String> answers) throws IOException {
    this.answers = answers;
    Thread thread = new Thread(this::serve, "a door");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket caller = socket.accept()) {
        talk(caller);
      } catch (IOException left) {
        // By the caller or, when all is over, by the test: the next look at the socket tells.
      }
    }
  }

  private void talk(Socket caller) throws IOException {
    DataInputStream in = new DataInputStream(caller.getInputStream());
    for (String answer = answer(in); answer != null; answer = answer(in))
      caller.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
  }

  private String answer(DataInputStream in) throws IOException {
    int length = in.readInt();
    String answer = answers.get(in.readInt());
    if (answer != null) in.skipNBytes(length - 2L * Integer.BYTES);
    return answer;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

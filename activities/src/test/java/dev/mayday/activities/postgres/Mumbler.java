package dev.mayday.activities.postgres;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Something that listens where PostgreSQL should, and speaks another protocol. */
final class Mumbler implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0);

  Mumbler() throws IOException {
    Thread thread = new Thread(this::mumble, "mumbler");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  private void mumble() {
    while (!socket.isClosed()) {
      try (Socket caller = socket.accept()) {
        caller.getInputStream().read();
        caller
            .getOutputStream()
            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        caller.getOutputStream().flush();
        caller.shutdownOutput();
        caller.getInputStream().readAllBytes();
      } catch (IOException gone) { // the next caller may be more patient
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

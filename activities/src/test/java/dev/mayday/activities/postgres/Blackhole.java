package dev.mayday.activities.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port whose queue of callers is full: the kernel drops what else comes, as a firewall would. */
final class Blackhole implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final List<Socket> callers = new ArrayList<>();

  Blackhole() throws IOException {
    while (callers.size() < 100) {
      Socket caller = new Socket();
      callers.add(caller);
      try {
        caller.connect(socket.getLocalSocketAddress(), 300);
      } catch (SocketTimeoutException full) {
        return;
      }
    }
  }

  String url() {
    return "postgresql://u:p@127.0.0.1:" + socket.getLocalPort() + "/db";
  }

  @Override
  public void close() throws IOException {
    for (Socket each : callers) each.close();
    socket.close();
  }
}

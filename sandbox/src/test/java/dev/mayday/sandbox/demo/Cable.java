package dev.mayday.sandbox.demo;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A worker's way to the Temporal server, which can be cut. */
final class Cable implements AutoCloseable {
  private final ServerSocket door;
  private final int port;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();

  /**
   * @param to {@code host:port}
   */
  Cable(String to) {
    port = Integer.parseInt(to.substring(to.lastIndexOf(':') + 1));
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread(this::accept);
  }

  /** What the worker takes for the server: {@code host:port}. */
  String address() {
    return "127.0.0.1:" + door.getLocalPort();
  }

  /** From now on nothing comes through, and both sides know it. */
  @Override
  public void close() {
    shut(door);
    ends.forEach(Cable::shut);
  }

  private void accept() {
    try {
      while (true) {
        Socket worker = end(door.accept());
        Socket server = end(new Socket(InetAddress.getLoopbackAddress(), port));
        thread(() -> pump(worker, server));
        thread(() -> pump(server, worker));
      }
    } catch (IOException cut) {
      close();
    }
  }

  private Socket end(Socket socket) {
    ends.add(socket);
    return socket;
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException cut) {
      shut(from);
    } finally {
      shut(to);
    }
  }

  private static void shut(Closeable one) {
    try {
      one.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "cable");
    thread.setDaemon(true);
    thread.start();
  }
}

package dev.mayday.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;

/** Ports of this machine's loopback address. */
public final class Port {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int MILLIS = 500;

  /** Below the range from which Linux takes the ports of outgoing connections. */
  private static final int LOWEST = 12_000;

  private static final int COUNT = 20_000;

  private Port() {}

  /**
   * A port that nothing listens on now, and that no outgoing connection is given meanwhile. Chance
   * keeps two sandboxes that rise side by side apart.
   */
  public static int free() {
    while (true) {
      int port = LOWEST + RANDOM.nextInt(COUNT);
      if (takes(port)) return port;
    }
  }

  private static boolean takes(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /** Whether something listens there. */
  public static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

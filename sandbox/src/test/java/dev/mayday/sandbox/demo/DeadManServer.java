package dev.mayday.sandbox.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A service elsewhere that waits for dead-man pings at an address with a token in it. */
final class DeadManServer implements AutoCloseable {
  private final String token = UUID.randomUUID().toString().replace("-", "");
  private final String path = "/ping/" + token;
  private final AtomicInteger pings = new AtomicInteger();
  private final HttpServer server;

  DeadManServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::hear);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** What nobody may read but whoever pings. */
  String token() {
    return token;
  }

  /** How many came so far. */
  int pings() {
    return pings.get();
  }

  private void hear(HttpExchange call) throws IOException {
    boolean ours = call.getRequestURI().getPath().equals(path);
    if (ours) pings.incrementAndGet();
    try (call) {
      call.getRequestBody().readAllBytes();
      call.sendResponseHeaders(ours ? 200 : 404, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

package dev.mayday.sandbox.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A bot API that lets nobody in, and repeats in its answer what it was called by. */
final class Bot implements AutoCloseable {
  private final Set<String> paths = ConcurrentHashMap.newKeySet();
  private final HttpServer server;

  Bot() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::refuse);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Whether it was called with this token in its path. */
  boolean calledWith(String token) {
    return paths.stream().anyMatch(path -> path.contains(token));
  }

  private void refuse(HttpExchange call) throws IOException {
    String path = call.getRequestURI().toString();
    paths.add(path);
    byte[] answer =
        "{\"ok\":false,\"error_code\":401,\"description\":\"Unauthorized: %s\"}"
            .formatted(path)
            .getBytes(StandardCharsets.UTF_8);
    try (call) {
      call.getRequestBody().readAllBytes();
      call.sendResponseHeaders(401, answer.length);
      call.getResponseBody().write(answer);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

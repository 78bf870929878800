package dev.mayday.starter.alert;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** HTTP by hand over one connection: it sends what no library would, and is quick. */
final class Caller implements AutoCloseable {
  /** What came back; no status means that the desk hung up. */
  record Answer(int status, String head, String body) {}

  private static final int PATIENCE_MILLIS = 30_000;
  private final int port;
  private Socket socket;
  private InputStream in;

  Caller(int port) {
    this.port = port;
  }

  /** Posts a message as a whole. */
  Answer post(String source, Map<String, String> headers, byte[] body) throws IOException {
    StringBuilder head = new StringBuilder("POST /alerts/" + source + " HTTP/1.1\r\nHost: x\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    all.writeBytes(body);
    send(all.toByteArray());
    return answer();
  }

  /** Sends raw bytes, on a new connection where there is none. */
  void send(byte[] bytes) throws IOException {
    if (socket == null) {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
    }
    socket.getOutputStream().write(bytes);
  }

  /** Sends nothing more, and still listens. */
  void end() throws IOException {
    socket.shutdownOutput();
  }

  Answer answer() throws IOException {
    String head = head();
    if (head.isEmpty()) {
      close();
      return new Answer(0, "", "");
    }
    int length = Integer.parseInt(value(head, "content-length"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    if (value(head, "connection").equalsIgnoreCase("close")) close();
    return new Answer(Integer.parseInt(head.split(" ", 3)[1]), head, body);
  }

  private String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      int one = in.read();
      if (one < 0 && head.length() == 0) return "";
      if (one < 0) throw new EOFException("cut off: " + head);
      head.append((char) one);
    }
    return head.toString();
  }

  private static String value(String head, String name) {
    return head.lines()
        .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse(name.equals("content-length") ? "0" : "");
  }

  @Override
  public void close() throws IOException {
    if (socket != null) socket.close();
    socket = null;
  }
}

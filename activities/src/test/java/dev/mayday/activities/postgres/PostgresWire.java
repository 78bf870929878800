package dev.mayday.activities.postgres;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A connection that speaks PostgreSQL's protocol: whole messages, each with its type at first. */
record PostgresWire(Socket socket, DataInputStream in, OutputStream out) {
  private static final int HEAD = 5;
  private static final int ENCRYPTED_BY_TLS = 80877103;
  private static final int ENCRYPTED_BY_GSS = 80877104;

  static PostgresWire of(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    return new PostgresWire(
        socket,
        new DataInputStream(new BufferedInputStream(socket.getInputStream())),
        socket.getOutputStream());
  }

  /** A client's first packet, which has no type; encryption is refused before it. */
  byte[] begin() throws IOException {
    byte[] packet = packet();
    while (wantsEncryption(packet)) {
      out.write('N');
      packet = packet();
    }
    return packet;
  }

  private byte[] packet() throws IOException {
    byte[] head = new byte[4];
    in.readFully(head);
    return rest(head, ByteBuffer.wrap(head).getInt(0));
  }

  private static boolean wantsEncryption(byte[] packet) {
    int code = ByteBuffer.wrap(packet).getInt(4);
    return code == ENCRYPTED_BY_TLS || code == ENCRYPTED_BY_GSS;
  }

  /** The next message; that the other says goodbye is an end like any other. */
  byte[] read() throws IOException {
    byte[] head = new byte[HEAD];
    in.readFully(head);
    if (head[0] == 'X') throw new EOFException();
    return rest(head, 1 + ByteBuffer.wrap(head).getInt(1));
  }

  private byte[] rest(byte[] head, int length) throws IOException {
    byte[] whole = Arrays.copyOf(head, length);
    in.readFully(whole, head.length, length - head.length);
    return whole;
  }

  void write(byte[] message) throws IOException {
    out.write(message);
  }
}

package dev.mayday.activities.neighbours;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The connections of this host over TCP, as /proc/net shows them to everybody. */
record Sockets(List<Socket> all) {
  private static final String ESTABLISHED = "01";

  /**
   * @param inode by which its owner's open file is named: {@code socket:[…]}
   */
  record Socket(InetSocketAddress here, InetSocketAddress there, String inode) {
    String file() {
      return "socket:[" + inode + "]";
    }
  }

  static Sockets now() {
    List<Socket> all = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6")) all.addAll(read(Path.of("/proc/net", table)));
    return new Sockets(all);
  }

  /** Those that lead to one of these addresses. */
  List<Socket> to(Set<InetSocketAddress> places) {
    return all.stream().filter(one -> places.contains(one.there())).toList();
  }

  /** The one that a server sees come from there; nothing where that is another host. */
  Optional<Socket> from(InetSocketAddress client) {
    return all.stream().filter(one -> one.here().equals(client)).findFirst();
  }

  private static List<Socket> read(Path table) {
    List<Socket> found = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(table)) {
        String[] parts = line.strip().split("\\s+", -1);
        if (parts.length > 9 && parts[3].equals(ESTABLISHED))
          found.add(new Socket(address(parts[1]), address(parts[2]), parts[9]));
      }
    } catch (IOException noSuchProtocol) {
      return List.of();
    }
    return found;
  }

  /** Four bytes each in the order of the machine, then the port in that of the network. */
  static InetSocketAddress address(String text) {
    String[] parts = text.split(":", -1);
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(parts[0]));
    ByteBuffer turned = ByteBuffer.allocate(bytes.capacity());
    while (bytes.hasRemaining()) turned.putInt(bytes.order(ByteOrder.nativeOrder()).getInt());
    try {
      return new InetSocketAddress(
          InetAddress.getByAddress(turned.array()), Integer.parseInt(parts[1], 16));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("an address of another length than 4 or 16", impossible);
    }
  }
}

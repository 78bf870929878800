package dev.mayday.worker;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;

/**
 * Where a server is reached, as it is configured.
 *
 * @param host its name or address, without a port
 */
record Address(String host) {

  /** Of a target as gRPC has it: host and port, perhaps behind the name of a resolver. */
  static Address of(String target) {
    int colon = target.lastIndexOf(':');
    return new Address(target.substring(0, Math.max(0, colon)).replaceFirst("^dns:/*", ""));
  }

  /** Whether it leads to this machine; not where the name is unknown. */
  boolean here() {
    try {
      for (InetAddress address : InetAddress.getAllByName(host))
        if (address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null)
          return true;
      return false;
    } catch (UnknownHostException | SocketException unknown) {
      return false;
    }
  }
}

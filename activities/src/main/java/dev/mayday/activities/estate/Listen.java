package dev.mayday.activities.estate;

/**
 * Where a server of ours listens.
 *
 * @param host an address of this machine
 * @param port the port; 0 takes a free one
 */
public record Listen(String host, int port) {
  @Override
  public String toString() {
    return host + ":" + port;
  }
}

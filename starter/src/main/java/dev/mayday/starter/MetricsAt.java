package dev.mayday.starter;

import dev.mayday.activities.estate.Listen;
import picocli.CommandLine.Option;

/** Where figures are told, where several processes of one configuration share a machine. */
final class MetricsAt {
  @Option(
      names = "--metrics",
      paramLabel = "HOST:PORT",
      description = "In place of metrics.listen; port 0 takes a free one.")
  String address;

  Listen orConfigured(MaydayCommand command) {
    if (address == null) return command.estate().metrics();
    int colon = address.lastIndexOf(':');
    String port = address.substring(colon + 1);
    if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535)
      throw command.wrongUse(
          "--metrics \"" + address + "\" is no address\nHINT: write HOST:PORT, as 127.0.0.1:9464");
    return new Listen(address.substring(0, colon), Integer.parseInt(port));
  }
}

package dev.mayday.activities.estate;

import dev.mayday.incident.Neighbour;
import dev.mayday.incident.Neighbour.Shared;
import dev.mayday.incident.Neighbour.Treatment;
import dev.mayday.incident.NodeProcess;
import java.util.List;
import java.util.stream.Stream;

/** Reads who shares something with a service, in the order of the file. */
final class NeighboursReader {
  private static final Form<String> UNIT =
      Forms.text(
          "systemd unit such as sync.service, or empty",
          text -> text.isEmpty() || text.matches("[A-Za-z0-9:_.@\\\\-]{1,240}[.]service"),
          "is not the name of a systemd service, with .service at its end");

  private NeighboursReader() {}

  static List<Neighbour> read(Section service, NodeProcess own) {
    return List.copyOf(service.each("neighbours", (name, one) -> one(name, one, own)).values());
  }

  private static Neighbour one(String name, Section one, NodeProcess own) {
    String unit = one.optional("unit", UNIT, "");
    String command = one.optional("command", Forms.REGEX, "");
    String client = one.optional("client", Forms.REGEX, "");
    List<String> other = Stream.of(unit, command, client).filter(text -> !text.isEmpty()).toList();
    NodeProcess process =
        other.isEmpty() || one.has("process")
            ? one.section("process", pm2 -> ProcessReader.ofNeighbour(pm2, name, own))
            : null;
    if (other.size() + (process == null ? 0 : 1) > 1)
      one.wrong(
          one.has("process") ? "process" : "command",
          "is one of several ways to recognise it: give one of process, unit, command, client");
    List<Shared> shares = one.list("shares", Form.oneOf(Shared.class), List.of(Shared.CHECKOUT));
    if (shares.isEmpty()) one.lacks("shares", "who shares nothing is no neighbour");
    Treatment treatment = one.required("treatment", Form.oneOf(Treatment.class));
    if (!client.isEmpty() && treatment != null && treatment != Treatment.UNTOUCHED)
      one.wrong("treatment", "is not possible for a client on another host: it is untouched");
    return new Neighbour(name, process, unit, command, client, shares, treatment);
  }
}

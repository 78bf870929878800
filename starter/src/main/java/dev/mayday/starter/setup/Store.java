package dev.mayday.starter.setup;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.postgres.Connections;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Service;
import dev.mayday.system.Refused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where Temporal keeps what it knows. It may be on the server that is recovered, and never in what
 * is recovered: a server that is down with its patient recovers nobody.
 *
 * @param folder that is Temporal's alone
 */
record Store(Path folder) {
  private static final Pattern URL =
      Pattern.compile("(?i)(jdbc:)?[a-z][a-z0-9+]*://.*|.*\\bhost=.*");
  private static final Path ROOM = Path.of("/var/lib");

  /**
   * Judges what a person named.
   *
   * @throws Refused when it is the service's database, lies within what is recovered, or is no
   *     folder of its own
   */
  static Store of(String named, EstateFile estate, Secrets secrets) {
    if (URL.matcher(named.strip()).matches()) throw database(named, estate, secrets);
    Path folder = Path.of(named).normalize();
    for (Service service : estate.services().values()) outside(folder, service);
    if (!folder.isAbsolute())
      throw new Refused(
          named + " is no absolute path\nHINT: such as --store /var/lib/mayday-temporal");
    return new Store(folder);
  }

  /**
   * The lines of a unit that say whose it is: right under /var/lib systemd makes it for a user that
   * exists only while the server runs; elsewhere it is there, and belongs to whoever runs Mayday.
   */
  String owner(String user) {
    return ROOM.equals(folder.getParent())
        ? "# A user that exists only while it runs; nobody else may enter its folder.\nDynamicUser=yes\nStateDirectory="
            + folder.getFileName()
            + "\nStateDirectoryMode=0700"
        : "User=" + user + "\nReadWritePaths=" + folder;
  }

  private static Refused database(String url, EstateFile estate, Secrets secrets) {
    secrets.learn(url);
    Secrets one = new Secrets(Map.of("STORE", url));
    for (Service service : estate.services().values()) {
      List<String> theirs = new Connections(secrets).places(service.database());
      for (String ours : Reader.places(one, "env:STORE"))
        if (theirs.stream().anyMatch(place -> !Collections.disjoint(server(place), server(ours))))
          return new Refused(
              "Temporal's store would be on "
                  + theirs.get(0)
                  + ", the database server of "
                  + service.target()
                  + ": it would be down together with what it shall recover"
                  + "\nHINT: leave --store out, then Temporal keeps a file of its own");
    }
    return new Refused(
        "a database is no store for the unit's server, which keeps a file"
            + "\nHINT: leave --store out; a Temporal server of your own is named by TEMPORAL_ADDRESS");
  }

  private static void outside(Path store, Service service) {
    Stream.of(
            service.checkout().path(),
            service.sessions().folder(),
            service.sessions().copies(),
            service.settings().path(),
            service.process().pm2Home(),
            service.state())
        .map(Path::of)
        .filter(path -> path.startsWith(store) || store.startsWith(path))
        .findFirst()
        .ifPresent(
            path -> {
              throw new Refused(
                  "Temporal's store "
                      + store
                      + " and "
                      + path
                      + " of "
                      + service.target()
                      + " lie in one another\nHINT: leave --store out, then it has a folder of its own");
            });
  }

  /** A server by its addresses and port; every name of this machine is one. */
  private static Set<String> server(String place) {
    String host = place.substring(0, place.lastIndexOf(':'));
    String port = place.substring(place.lastIndexOf(':') + 1).split("/", 2)[0];
    return addresses(host).stream().map(one -> one + ":" + port).collect(Collectors.toSet());
  }

  private static Set<String> addresses(String host) {
    try {
      Set<String> all = new HashSet<>();
      for (InetAddress address : Arrays.asList(InetAddress.getAllByName(host)))
        all.add(address.isLoopbackAddress() ? "here" : address.getHostAddress());
      return all;
    } catch (UnknownHostException unknown) {
      return Set.of(host.toLowerCase(Locale.ROOT));
    }
  }
}

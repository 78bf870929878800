package dev.mayday.worker;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.incident.Service;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether Temporal keeps its store away from what Mayday recovers. On this machine the process that
 * listens is asked by its command line; what cannot be seen is said to be not seen, and never
 * guessed.
 *
 * @param target where Temporal is: host and port
 * @param hosts the hosts that this machine is
 */
record StorePlace(String target, EstateFile estate, Collection<String> hosts) {
  /** On a disk that a service can fill, so much is to be free for Temporal. */
  private static final long KEPT = 512L << 20;

  private static final String SEE =
      ": docs/doctor.md says how to see by hand that it is not on what Mayday recovers";

  String away() {
    if (!Address.of(target).here())
      return "not seen: Temporal is on another machine, " + target + SEE;
    String port = target.substring(target.lastIndexOf(':') + 1);
    Optional<Listener> listener = Listener.on(Integer.parseInt(port));
    if (listener.isEmpty())
      return "not seen: no process at " + target + " can be looked into" + SEE;
    if (!listener.get().develops())
      return "not seen: " + target + " is no development server" + SEE;
    return file(listener.get());
  }

  /** What comes of a development server's command line. */
  String file(Listener server) {
    String named =
        server
            .value("--db-filename", "-f")
            .orElseThrow(
                () ->
                    new Refused(
                        "Temporal keeps everything in memory: when it ends, open recoveries and their"
                            + " locks are gone\nHINT: start it with --db-filename and a file of its own"));
    Optional<Path> store = server.at(named);
    if (store.isEmpty())
      return "not seen: --db-filename " + named + " begins in a folder that cannot be seen" + SEE;
    return apart(real(store.get()));
  }

  private String apart(Path file) {
    estate.services().values().stream()
        .filter(service -> hosts.contains(service.host()))
        .forEach(service -> apart(file, service));
    return roomy(file);
  }

  private static void apart(Path store, Service service) {
    for (String owned :
        List.of(
            service.checkout().path(), service.sessions().folder(), service.sessions().copies()))
      if (store.startsWith(real(Path.of(owned))))
        throw new Refused(
            "Temporal's store, "
                + store
                + ", lies in "
                + owned
                + ", which a recovery of "
                + service.target()
                + " changes\nHINT: stop Temporal, move the file elsewhere, start it with that"
                + " --db-filename");
  }

  private String roomy(Path store) {
    List<String> shared =
        estate.services().values().stream()
            .filter(service -> hosts.contains(service.host()))
            .filter(service -> device(store).equals(device(Path.of(service.checkout().path()))))
            .map(service -> service.target().toString())
            .toList();
    // Behind a folder that is closed to this user every disk seems full.
    long free = above(store.getParent()).toFile().getUsableSpace();
    if (shared.isEmpty()) return store + ", on a disk of its own";
    String beside =
        store + ", on the disk of " + String.join(", ", shared) + ", " + (free >> 20) + " MiB free";
    if (free >= KEPT) return beside;
    throw new Refused(
        beside
            + ": a disk that the service fills stops Mayday too\nHINT: keep "
            + (KEPT >> 20)
            + " MiB free there, or give Temporal's store a disk of its own");
  }

  private static Optional<Object> device(Path path) {
    try {
      return Optional.of(Files.getAttribute(above(path), "unix:dev"));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static Path above(Path path) {
    return Stream.iterate(path, Path::getParent).filter(Files::exists).findFirst().orElse(path);
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException closed) {
      return asFar(path.toAbsolutePath().normalize());
    }
  }

  /** Links are followed as far as they can be seen. */
  private static Path asFar(Path path) {
    Path above = above(path);
    try {
      return above.toRealPath().resolve(above.relativize(path));
    } catch (IOException gone) {
      return path;
    }
  }
}

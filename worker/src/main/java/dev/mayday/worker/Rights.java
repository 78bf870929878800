package dev.mayday.worker;

import dev.mayday.activities.pm2.Launched;
import dev.mayday.activities.sessions.disk.Owner;
import dev.mayday.activities.unix.Account;
import dev.mayday.activities.unix.Account.Want;
import dev.mayday.incident.Service;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Each read and write that a scenario makes, asked as the very user that makes it: the service's
 * own, and the worker's. Git asks for its own rights when it is asked whether a checkout would go.
 */
record Rights(
    Service service, Account user, Account worker, Optional<Launched> launched, Looks look) {

  void visit() {
    settings();
    process();
    sessions();
    launched.ifPresent(this::logs);
  }

  private void settings() {
    Path file = Path.of(service.settings().path());
    Looks both = look.stopping(Looks.FALL_BACK, Looks.RETURN);
    right(both, user, Want.READ, file, "the service reads its settings there");
    right(both, worker, Want.READ, file, "a recovery keeps it as it was");
    right(both, worker, Want.WRITE, file, "a recovery sets the mode in it");
    right(both, worker, Want.WRITE, file.getParent(), "it is replaced there in one step");
    Path tree = Path.of(service.checkout().path());
    right(both, user, Want.READ, tree, "the service's code lies there");
    right(both, user, Want.ENTER, tree, "the service's code lies there");
  }

  private void process() {
    Path home = Path.of(service.process().pm2Home());
    Looks both = look.stopping(Looks.FALL_BACK, Looks.RETURN);
    right(both, user, Want.WRITE, home, "PM2 keeps its list and its logs there");
    Path socket = home.resolve("rpc.sock");
    if (Files.exists(socket))
      right(both, worker, Want.WRITE, socket, "the daemon is asked for its list there");
  }

  private void sessions() {
    Path folder = Path.of(service.sessions().folder());
    Looks fallBack = look.stopping(Looks.FALL_BACK);
    beside(fallBack, folder.getParent());
    fallBack.at(name("owner of sessions"), () -> heir(folder));
    if (!Files.isDirectory(folder)) return;
    Looks back = look.stopping(Looks.RETURN);
    right(back, worker, Want.READ, folder, "what is newer in files is read there");
    right(back, worker, Want.ENTER, folder, "what is newer in files is read there");
  }

  /** Where it is the folder of the settings or the code, the same was asked for more scenarios. */
  private void beside(Looks fallBack, Path above) {
    if (!above.equals(Path.of(service.settings().path()).getParent()))
      right(fallBack, worker, Want.WRITE, above, "sessions are made ready beside it");
    if (!above.equals(Path.of(service.checkout().path())))
      right(fallBack, user, Want.ENTER, above, "the service reaches its sessions there");
  }

  /** Sessions are given to whoever owns the folder above, or where that is root, the folder. */
  private String heir(Path folder) {
    try {
      Owner above = Owner.of(real(folder.getParent()));
      Owner heir = above.uid() == 0 && Files.exists(folder) ? Owner.of(real(folder)) : above;
      boolean theirs = heir.uid() == user.uid() || user.uid() == 0;
      if (theirs && (worker.uid() == 0 || worker.uid() == heir.uid()))
        return "sessions that are put in place belong to " + user.name();
      throw new Refused(
          theirs
              ? worker.name() + " may not give sessions to " + user.name() + reach(folder)
              : "sessions that are put in place would belong to user number "
                  + heir.uid()
                  + ", and the service runs as "
                  + user.name()
                  + reach(folder));
    } catch (IOException e) {
      throw new Refused(
          folder.getParent() + " is not there\nHINT: see sessions.folder in mayday.yaml");
    }
  }

  private String reach(Path folder) {
    return "\nHINT: chown "
        + user.name()
        + " "
        + folder.getParent()
        + ", or run this host's worker as root or as that user";
  }

  private static Path real(Path path) throws IOException {
    return path.toRealPath();
  }

  private void logs(Launched process) {
    Looks both = look.stopping(Looks.FALL_BACK, Looks.RETURN);
    for (Path log : process.logs())
      right(both, worker, Want.READ, log, "the proofs read the service's log");
  }

  private void right(Looks stops, Account who, Want want, Path path, String why) {
    stops.at(name(who.name() + " " + verb(want) + " " + path), () -> has(who, want, path, why));
  }

  private String name(String what) {
    return service.target() + ": " + what;
  }

  private static String verb(Want want) {
    return switch (want) {
      case READ -> "reads";
      case WRITE -> "writes";
      case ENTER -> "enters";
    };
  }

  private static String has(Account who, Want want, Path path, String why) {
    if (who.may(want, path)) return why;
    throw new Refused(
        who.name()
            + " may not, and "
            + why
            + "; "
            + path
            + " is "
            + UserWard.mode(path)
            + "\nHINT: give "
            + who.name()
            + " the right (chown, chmod, setfacl), there and in every folder above it (namei -l)");
  }
}

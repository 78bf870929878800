package dev.mayday.worker;

import dev.mayday.activities.command.Command;
import dev.mayday.activities.command.Commands;
import dev.mayday.activities.command.Output;
import dev.mayday.activities.estate.Host;
import dev.mayday.activities.pm2.Launched;
import dev.mayday.activities.unix.Account;
import dev.mayday.incident.Service;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;

/**
 * Who a service runs as, and by which programs: each is there, is what it is taken for, and works
 * as that very user.
 */
record UserWard(Service service, Host host, Looks look) {
  private static final Duration SOON = Duration.ofSeconds(15);

  /** Looks; who the user is, where there is one and programs run as it. */
  Optional<Account> visit() {
    Looks both = look.stopping(Looks.FALL_BACK, Looks.RETURN);
    Account[] found = new Account[1];
    boolean acts = both.at(name("user"), () -> acts(found));
    if (!acts) return Optional.empty();
    Account user = found[0];
    both.at(name("home"), () -> home(user));
    both.at(name("pm2 home"), () -> pm2Home(user));
    both.at(name("node"), () -> node(user));
    both.at(name("git"), this::git);
    return Optional.of(user);
  }

  /** How PM2 starts the process, asked by its own program. */
  Optional<Launched> launched() {
    Launched[] found = new Launched[1];
    look.stopping(Looks.FALL_BACK, Looks.RETURN).at(name("pm2"), () -> pm2(found));
    return Optional.ofNullable(found[0]);
  }

  private String name(String what) {
    return service.target() + ": " + what;
  }

  private String acts(Account[] found) {
    Account user = Account.of(service.process().user());
    String said = user.acts();
    found[0] = user;
    return said;
  }

  static String home(Account user) {
    Path home = user.home();
    boolean open = user.may(Account.Want.READ, home) && user.may(Account.Want.ENTER, home);
    if (open) return home + " is read by " + user.name();
    throw new Refused(
        home
            + ", the home of "
            + user.name()
            + ", "
            + (Files.isDirectory(home) ? "cannot be read by it" : "is not there")
            + "\nHINT: make it, or give it to that user (usermod -d names another)");
  }

  private String pm2Home(Account user) {
    Path home = Path.of(service.process().pm2Home());
    if (!Files.isDirectory(home))
      throw new Refused(
          home
              + " is not there, or cannot be seen by the worker\nHINT: see PM2_HOME of the running"
              + " daemon, and process.pm2Home in mayday.yaml");
    owned(home, user, "PM2_HOME");
    daemon(home).ifPresent(process -> owned(process, user, "the PM2 daemon of " + home));
    return home + " belongs to " + user.name();
  }

  private static void owned(Path path, Account user, String what) {
    try {
      Object uid = Files.getAttribute(path, "unix:uid");
      if (uid.equals(user.uid())) return;
      throw new Refused(
          what
              + " belongs to "
              + Files.getOwner(path).getName()
              + " and not to "
              + user.name()
              + "\nHINT: see process.user and process.pm2Home in mayday.yaml: PM2 obeys nobody else");
    } catch (IOException e) {
      throw new Refused(
          what
              + " cannot be looked at: "
              + e.getClass().getSimpleName()
              + "\nHINT: see the rights of the folders above it");
    }
  }

  private static Optional<Path> daemon(Path home) {
    try {
      String pid = Files.readString(home.resolve("pm2.pid")).strip();
      return Optional.of(Path.of("/proc", pid)).filter(Files::isDirectory);
    } catch (IOException | RuntimeException none) {
      return Optional.empty();
    }
  }

  private String node(Account user) {
    return host.node() + " " + version(Command.of(host.node(), "--version").as(user.name()));
  }

  /** Git runs as the tree's owner, as in a recovery. */
  private String git() {
    Path tree = Path.of(service.checkout().path());
    try {
      Account owner = Account.of(Files.getOwner(tree).getName());
      String as = Account.own().uid() == 0 ? owner.name() : "";
      return host.git() + ", " + version(Command.of(host.git(), "--version").as(as));
    } catch (IOException e) {
      throw new Refused(
          tree + " is not there, or cannot be seen by the worker\nHINT: see checkout.path");
    }
  }

  private static String version(Command command) {
    Output said = Commands.run(command.in(Path.of("/")).within(SOON));
    if (said.ok() && !said.out().isBlank()) return said.out().strip().lines().findFirst().get();
    throw new Refused(
        command.words().get(0)
            + " does not run as it should: "
            + said
            + "\nHINT: run it by hand as that user; mayday.yaml names it under hosts");
  }

  /** Its version is read: pm2 --version would start a daemon where there is none. */
  private String pm2(Launched[] found) {
    Path pm2 = Path.of(host.pm2());
    found[0] = Launched.of(Path.of(host.node()), pm2, service.process());
    return pm2 + " lists the process, started from " + found[0].script();
  }

  /** The mode of a path, for people. */
  static String mode(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
          + " of "
          + Files.getOwner(path).getName();
    } catch (IOException unseen) {
      return "not seen by the worker";
    }
  }
}

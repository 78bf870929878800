package dev.mayday.activities.unix;

import dev.mayday.activities.command.Command;
import dev.mayday.activities.command.Commands;
import dev.mayday.activities.command.Output;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A user of this host, as its own table of users knows it (passwd(5), or whatever else {@code
 * getent} asks there).
 *
 * @param name its name
 * @param uid its number
 * @param home its home folder; it may be missing
 */
public record Account(String name, int uid, Path home) {
  private static final Duration SOON = Duration.ofSeconds(10);

  /** What one may want to do with a path; the letter is test(1)'s. */
  public enum Want {
    /** See what is in a file or a folder. */
    READ("-r"),
    /** Change a file, or make and remove what is in a folder. */
    WRITE("-w"),
    /** Run a program, or reach what is in a folder. */
    ENTER("-x");

    private final String letter;

    Want(String letter) {
      this.letter = letter;
    }
  }

  /**
   * Looks a user up.
   *
   * @param name empty for the worker's own
   * @throws Refused when there is none
   */
  public static Account of(String name) {
    return name.isEmpty() ? own() : find(name);
  }

  /** The user that this process runs as. */
  public static Account own() {
    try {
      return find(String.valueOf(Files.getAttribute(Path.of("/proc/self"), "unix:uid")));
    } catch (IOException noProc) {
      return find(System.getProperty("user.name"));
    }
  }

  private static Account find(String nameOrNumber) {
    Output said = Commands.run(Command.of("getent", "passwd", nameOrNumber).within(SOON));
    String[] parts = said.out().strip().split(":", -1);
    if (!said.ok() || parts.length < 6)
      throw new Refused(
          "there is no user "
              + nameOrNumber
              + " on this host\nHINT: see process.user in mayday.yaml, and getent passwd there");
    return new Account(parts[0], Integer.parseInt(parts[2]), Path.of("/" + parts[5]).normalize());
  }

  /**
   * Runs a program as this user and has it say who it is.
   *
   * @throws Refused when the worker may not run anything as this user, or becomes somebody else
   */
  public String acts() {
    Output said = Commands.run(Command.of("id", "-un").as(name).within(SOON));
    if (said.ok() && said.out().strip().equals(name)) return "programs run as " + name;
    throw new Refused(
        "a program that should run as "
            + name
            + " does not\nHINT: see whether the worker, as root, may become that user (setpriv,"
            + " or a limit of its systemd unit such as NoNewPrivileges or CapabilityBoundingSet)");
  }

  /** Whether this user may; asked as this user, so that every kind of right counts. */
  public boolean may(Want want, Path path) {
    List<String> words = List.of("test", want.letter, path.toString());
    return Commands.run(Command.of(words).as(name).within(SOON)).ok();
  }
}

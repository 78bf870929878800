package dev.mayday.sandbox;

import dev.mayday.system.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who runs PostgreSQL: oneself, or the user postgres where one is root (the server refuses root).
 */
final class Owner {
  private static final String USER = "postgres";

  private Owner() {}

  static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command, run by PostgreSQL's user. */
  static List<String> as(List<String> command) {
    if (!isRoot()) return command;
    return Stream.concat(
            Stream.of("setpriv", "--reuid", USER, "--regid", USER, "--init-groups", "--"),
            command.stream())
        .toList();
  }

  static void give(Path path) {
    if (!isRoot()) return;
    try {
      Files.setOwner(
          path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
    } catch (java.nio.file.attribute.UserPrincipalNotFoundException e) {
      throw new Refused(
          "there is no user %s, and PostgreSQL does not run as root\nHINT: useradd --system %s"
              .formatted(USER, USER));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean mayEnter(Path folder) {
    return Exec.in(Path.of("/")).attempt(as(List.of("test", "-x", folder.toString()))).code() == 0;
  }
}

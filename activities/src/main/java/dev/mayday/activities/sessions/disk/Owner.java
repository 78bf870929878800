package dev.mayday.activities.sessions.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Whose files they are.
 *
 * @param uid user id
 * @param gid group id
 */
public record Owner(int uid, int gid) {
  /** The owner of an existing path. */
  public static Owner of(Path path) throws IOException {
    return new Owner(number(path, "unix:uid"), number(path, "unix:gid"));
  }

  /** Gives the path to this owner; changes nothing when it is theirs already. */
  public void take(Path path) throws IOException {
    if (equals(of(path))) return;
    Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
  }

  private static int number(Path path, String attribute) throws IOException {
    return (Integer) Files.getAttribute(path, attribute, LinkOption.NOFOLLOW_LINKS);
  }
}

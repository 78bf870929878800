package dev.mayday.worker;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Which machine this is. A worker that polled a host's queue from another machine would stop the
 * wrong process and exchange the wrong folder.
 */
public final class Machine {
  private static final Path ID = Path.of("/etc/machine-id");

  private Machine() {}

  /** SHA-256 of this machine's id, which itself is not to be shown to others (machine-id(5)). */
  public static Optional<String> fingerprint() {
    return fingerprint(ID);
  }

  /** Nothing where the machine has no id, as in a container or a root that nobody booted. */
  static Optional<String> fingerprint(Path id) {
    try {
      String own = Files.readString(id).strip();
      return own.isEmpty() ? Optional.empty() : Optional.of(sha256("mayday " + own));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** This machine in words, for whoever writes mayday.yaml. */
  static String described() {
    return fingerprint()
        .map(own -> "its fingerprint is " + own)
        .orElse("it has no " + ID + ", so nothing tells it from another");
  }

  /**
   * Makes sure that this is the machine that the configuration means.
   *
   * @throws Refused when it is another
   */
  static void prove(EstateFile estate, String host) {
    if (!estate.hosts().containsKey(host))
      throw new Refused(
          "there is no host \""
              + host
              + "\" in the configuration\nHINT: there are "
              + String.join(", ", estate.hosts().keySet()));
    String wanted = estate.hosts().get(host).fingerprint();
    if (!wanted.isEmpty() && !wanted.equals(fingerprint().orElse("")))
      throw new Refused(
          "this machine is not the host \""
              + host
              + "\": "
              + described()
              + "\nHINT: start the worker there, or correct hosts."
              + host
              + ".fingerprint in mayday.yaml");
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a Java without SHA-256", e);
    }
  }
}

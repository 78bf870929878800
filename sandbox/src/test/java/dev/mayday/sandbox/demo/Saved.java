package dev.mayday.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PM2's saved list says of the service in the two variables that a recovery writes there. By
 * it the boot of the host starts the service, whatever {@code .env} says.
 *
 * @param mode the variable that chooses where sessions live; empty where it is not there
 * @param leftOut the companies that are not to be started, in the same way
 * @param beside the two as PM2 keeps them once more, beside the environment that they belong to
 */
record Saved(String mode, String leftOut, List<String> beside) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LEAVE_OUT = Pattern.compile("leaveOut: (\\w+)");

  /**
   * Reads the list.
   *
   * @throws IOException where it cannot be read, as while PM2 writes it, or has no such process
   */
  static Saved of(Sandbox sandbox) throws IOException {
    String mode = sandbox.traits().mode();
    String leaveOut = leaveOut(sandbox);
    for (JsonNode one : JSON.readTree(sandbox.pm2Home().resolve("dump.pm2").toFile()))
      if (one.path("name").asText().equals(sandbox.process()))
        return new Saved(
            one.path("env").path(mode).asText(),
            one.path("env").path(leaveOut).asText(),
            List.of(one.path(mode).asText(), one.path(leaveOut).asText()));
    throw new IOException("PM2 has not saved " + sandbox.process());
  }

  /** As Mayday's configuration names it. */
  private static String leaveOut(Sandbox sandbox) throws IOException {
    Matcher named = LEAVE_OUT.matcher(Files.readString(sandbox.configuration()));
    return named.find() ? named.group(1) : "";
  }

  /** Whether a boot would start the service in another mode than this value of its variable. */
  boolean otherThan(String value) {
    return !mode.isEmpty() && !mode.equals(value);
  }
}

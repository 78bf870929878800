package dev.mayday.starter;

import java.security.Security;

/** The {@code mayday} command without the sandbox. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    forgetNames();
    System.exit(Cli.run(Cli.commandLine(), arguments));
  }

  /**
   * The JVM would take a name for half a minute for what it was: a database whose name is gone
   * would answer every look, while the service cannot find it any more. Before the first lookup.
   */
  public static void forgetNames() {
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }
}

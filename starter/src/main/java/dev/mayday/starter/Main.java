package dev.mayday.starter;

/** The {@code mayday} command without the sandbox. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(Cli.run(Cli.commandLine(), arguments));
  }
}

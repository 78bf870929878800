package dev.mayday.sandbox.command;

import dev.mayday.sandbox.SandboxCommand;
import dev.mayday.sandbox.bench.BenchCommand;
import dev.mayday.sandbox.demo.DemoCommand;
import dev.mayday.starter.Cli;
import picocli.CommandLine;

/** The whole {@code mayday} command: what a server needs, and the sandbox with the demo. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    dev.mayday.starter.Main.forgetNames();
    System.exit(Cli.run(commandLine(), arguments));
  }

  static CommandLine commandLine() {
    CommandLine command = Cli.commandLine();
    command.addSubcommand(new SandboxCommand());
    command.addSubcommand(new DemoCommand());
    command.addSubcommand(new BenchCommand());
    return command;
  }
}

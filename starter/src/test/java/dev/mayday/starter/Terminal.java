package dev.mayday.starter;

import io.temporal.client.WorkflowClient;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** A person at a terminal without colours: types commands, reads what they print. */
final class Terminal {
  /** What came back. */
  record Said(int exit, String out, String err) {}

  private final Surroundings around;

  Terminal(Path folder, Map<String, String> environment, Supplier<WorkflowClient> temporal) {
    around = new Surroundings(environment, folder, temporal);
  }

  Said types(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Cli.commandLine(around);
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    command.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    int exit = Cli.run(command, arguments);
    return new Said(exit, out.toString(), err.toString());
  }
}

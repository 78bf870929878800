package dev.mayday.starter;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.system.Refused;
import io.temporal.client.WorkflowClient;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command has: help, the configuration, a way to Temporal, and where to print. */
abstract class MaydayCommand implements Callable<Integer> {
  final Surroundings around;
  @Spec CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration; else MAYDAY_CONFIG, else ./mayday.yaml.")
  Path config;

  private EstateFile estate;
  private WorkflowClient temporal;

  MaydayCommand(Surroundings around) {
    this.around = around;
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  Paint paint() {
    return new Paint(spec.commandLine().getColorScheme().ansi().enabled());
  }

  /** Where the configuration lies, whether or not it is there. */
  Path configFile() {
    String variable = around.variable("MAYDAY_CONFIG");
    Path chosen = config != null ? config : Path.of(variable.isEmpty() ? "mayday.yaml" : variable);
    return around.folder().resolve(chosen).normalize();
  }

  /** The checked configuration; one that is missing or wrong is wrong use. */
  EstateFile estate() {
    try {
      if (estate == null) estate = EstateFile.load(there(configFile()));
      return estate;
    } catch (Refused wrong) {
      throw wrongUse(wrong.getMessage());
    }
  }

  private Path there(Path file) {
    if (Files.exists(file)) return file;
    throw wrongUse(
        "there is no configuration at "
            + file
            + "\nHINT: `mayday setup` writes one; --config or MAYDAY_CONFIG names another");
  }

  WorkflowClient temporal() {
    if (temporal == null) temporal = around.temporal().get();
    return temporal;
  }

  /** To throw when the command line must be corrected. */
  ParameterException wrongUse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

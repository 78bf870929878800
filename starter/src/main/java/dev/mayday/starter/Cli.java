package dev.mayday.starter;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The {@code mayday} command. The sandbox adds its own subcommands to it. */
public final class Cli {
  private Cli() {}

  /** The command with everything that an installation on a server needs. */
  public static CommandLine commandLine() {
    return commandLine(
        new Surroundings(System.getenv(), Path.of("").toAbsolutePath(), Connection::open));
  }

  static CommandLine commandLine(Surroundings around) {
    CommandLine root = new CommandLine(new Root());
    root.addSubcommand(new Setup(around))
        .addSubcommand(new DoctorCommand(around))
        .addSubcommand(new RunbookCommand(around))
        .addSubcommand(new UpgradeCheckCommand(around))
        .addSubcommand(new Up(around))
        .addSubcommand(new WorkerCommand(around))
        .addSubcommand(new WebhookCommand(around))
        .addSubcommand(new StatusCommand(around))
        .addSubcommand(new Recover(around))
        .addSubcommand(new Rehearse(around))
        .addSubcommand(new Decide(around))
        .addSubcommand(new Pause(around))
        .addSubcommand(new Resume(around))
        .addSubcommand(new Retry(around))
        .addSubcommand(new Skip(around))
        .addSubcommand(new RollBack(around))
        .addSubcommand(new Abort(around))
        .addSubcommand(new HandOver(around))
        .addSubcommand(new StandBackCommand(around))
        .addSubcommand(new ReportCommand(around))
        .addSubcommand(
            new CommandLine(new Schedules(around)).addSubcommand(new SchedulesApply(around)));
    return root;
  }

  /**
   * Runs one command and returns its exit code; whatever fails is said in a sentence with what to
   * do next, also for subcommands that others added.
   */
  public static int run(CommandLine command, String... arguments) {
    Failures failures = new Failures();
    return command
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures)
        .setUsageHelpAutoWidth(true)
        .execute(arguments);
  }

  @Command(
      name = "mayday",
      description = "Recovers a service by its runbook, with consent and with proof.",
      synopsisSubcommandLabel = "COMMAND",
      footerHeading = "%nExamples:%n",
      footer = {
        "  mayday status --watch          what is broken and what is done about it",
        "  mayday COMMAND --help          every command has examples",
        "Exit codes are in docs/cli.md."
      })
  static final class Root implements Runnable {
    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Show this help.")
    boolean help;

    @picocli.CommandLine.Spec CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "which command?\nHINT: `mayday --help` lists them");
    }
  }
}

package dev.mayday.starter;

import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import dev.mayday.worker.byhand.Pages;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong and what to do, to people and to scripts; never a stack trace. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private static final String JSON = "--json";
  private static final String TRACE = "MAYDAY_TRACE";

  @Override
  public int handleParseException(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    String message = wrong.getMessage();
    String suggestions = String.join("' or '", suggestions(wrong));
    if (!suggestions.isEmpty()) message += "\nHINT: did you mean '" + suggestions + "'?";
    else if (!message.contains("HINT: "))
      message +=
          "\nHINT: `" + command.getCommandSpec().qualifiedName() + " --help` shows the right use";
    return say(command, message, Exit.WRONG_USE, List.of(arguments).contains(JSON));
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    ParseResult innermost = parsed;
    while (innermost.hasSubcommand()) innermost = innermost.subcommand();
    int code = code(failure);
    String words = words(failure, command) + (code == Exit.UNAVAILABLE ? byHand(command) : "");
    return say(command, words, code, innermost.hasMatchedOption(JSON));
  }

  /** Where nobody answers it may be the day for the pages by hand. */
  private static String byHand(CommandLine command) {
    if (!(command.getCommand() instanceof MaydayCommand mine)) return "";
    try {
      return "; " + Pages.hint(mine.estate());
    } catch (ParameterException noConfiguration) {
      return "";
    }
  }

  private static int code(Exception failure) {
    if (failure instanceof Refused || failure instanceof Unsafe) return Exit.REFUSED;
    if (failure instanceof Unavailable) return Exit.UNAVAILABLE;
    Status.Code grpc = grpc(failure);
    if (grpc == null) return Exit.BUG;
    return later(grpc) ? Exit.UNAVAILABLE : Exit.REFUSED;
  }

  private static boolean later(Status.Code code) {
    return code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED;
  }

  private static String words(Exception failure, CommandLine command) {
    boolean ours =
        failure instanceof Refused || failure instanceof Unsafe || failure instanceof Unavailable;
    if (ours) return failure.getMessage();
    Status.Code grpc = grpc(failure);
    return grpc == null ? bug(failure, command) : temporal(grpc, failure);
  }

  private static String temporal(Status.Code code, Exception failure) {
    return "temporal says "
        + code
        + ": "
        + Paint.plain(root(failure).getMessage())
        + (later(code)
            ? "\nHINT: see whether the server at TEMPORAL_ADDRESS runs, then try again"
            : "\nHINT: check TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE and the rights of your key");
  }

  private static String bug(Exception failure, CommandLine command) {
    if (System.getenv(TRACE) != null) failure.printStackTrace(command.getErr());
    return "mayday has a bug: "
        + failure
        + "\nHINT: run it again with "
        + TRACE
        + "=1 and report what it prints";
  }

  private static List<String> suggestions(ParameterException wrong) {
    return wrong instanceof UnmatchedArgumentException unmatched
        ? unmatched.getSuggestions()
        : List.of();
  }

  private static Status.Code grpc(Throwable failure) {
    return root(failure) instanceof StatusRuntimeException status
        ? status.getStatus().getCode()
        : null;
  }

  private static Throwable root(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause())
      if (at instanceof StatusRuntimeException) return at;
    return failure;
  }

  /**
   * What {@code --json} prints in place of a result.
   *
   * @param error what went wrong
   * @param hint what to do next; may be empty
   * @param exitCode the command's
   */
  record Failed(String error, String hint, int exitCode) {}

  private static int say(CommandLine command, String message, int code, boolean json) {
    PrintWriter err = command.getErr();
    String[] parts = message.split("\n", 2);
    err.println(new Paint(command.getColorScheme().ansi().enabled()).bad(parts[0]));
    if (parts.length > 1) err.println(parts[1]);
    err.flush();
    String hint = parts.length > 1 ? parts[1].replaceFirst("^HINT: ", "") : "";
    if (json) command.getOut().println(Json.of(new Failed(parts[0], hint, code)));
    command.getOut().flush();
    return code;
  }
}

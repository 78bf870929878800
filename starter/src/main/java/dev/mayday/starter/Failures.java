package dev.mayday.starter;

import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
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

/** Says what went wrong and what to do; never a stack trace. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
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
    say(command, message);
    return Exit.WRONG_USE;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof Refused || failure instanceof Unsafe) {
      say(command, failure.getMessage());
      return Exit.REFUSED;
    }
    if (failure instanceof Unavailable) {
      say(command, failure.getMessage());
      return Exit.UNAVAILABLE;
    }
    Status.Code grpc = grpc(failure);
    return grpc == null ? bug(failure, command) : temporal(grpc, failure, command);
  }

  private static int temporal(Status.Code code, Exception failure, CommandLine command) {
    String message = "temporal says " + code + ": " + Paint.plain(root(failure).getMessage());
    boolean later = code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED;
    say(
        command,
        message
            + (later
                ? "\nHINT: see whether the server at TEMPORAL_ADDRESS runs, then try again"
                : "\nHINT: check TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE and the rights of your key"));
    return later ? Exit.UNAVAILABLE : Exit.REFUSED;
  }

  private static int bug(Exception failure, CommandLine command) {
    say(
        command,
        "mayday has a bug: "
            + failure
            + "\nHINT: run it again with "
            + TRACE
            + "=1 and report what it prints");
    if (System.getenv(TRACE) != null) failure.printStackTrace(command.getErr());
    return Exit.BUG;
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

  private static void say(CommandLine command, String message) {
    PrintWriter err = command.getErr();
    boolean colours = command.getColorScheme().ansi().enabled();
    String[] parts = message.split("\n", 2);
    err.println(new Paint(colours).bad(parts[0]));
    if (parts.length > 1) err.println(parts[1]);
    err.flush();
  }
}

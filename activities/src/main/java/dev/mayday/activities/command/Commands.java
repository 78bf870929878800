package dev.mayday.activities.command;

import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Runs external programs: no shell, arguments as a list, the environment exactly as given, both
 * streams drained, a deadline, and no process left behind. The program also dies with the worker,
 * so that a killed worker's half-done command cannot act later.
 */
public final class Commands {
  /** A program that answers more than this is refused; standard error is cut. */
  static final int CAP = 32 << 20;

  private Commands() {}

  /**
   * Runs a program to its end and returns what it answered, whatever its exit code.
   *
   * @throws Refused when it cannot be started, must not run as that user, or answers too much
   * @throws Unavailable when it does not end in time, its answer breaks off, or the worker is
   *     shutting down; its process tree is destroyed then
   */
  public static Output run(Command command) {
    Process process = start(command);
    Tree tree = new Tree(process.toHandle());
    Drain out = Drain.of(process.getInputStream(), CAP);
    Drain err = Drain.of(process.getErrorStream(), 1 << 20);
    Feed.to(process.getOutputStream(), command.input());
    try {
      return finish(command, process, out, err);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable(
          command + " was interrupted\nHINT: the worker is shutting down; another attempt follows");
    } finally {
      if (process.isAlive()) tree.destroy();
      out.close();
      err.close();
    }
  }

  private static Output finish(Command command, Process process, Drain out, Drain err)
      throws InterruptedException {
    if (!process.waitFor(command.within().toMillis(), TimeUnit.MILLISECONDS))
      throw new Unavailable(
          command
              + " did not end within "
              + command.within().toMillis()
              + " ms and was ended\nHINT: see whether the host is overloaded or its disk hangs");
    String answer = out.text();
    if (out.cut())
      throw new Refused(
          command + " answered more than " + CAP + " bytes\nHINT: run it by hand to see why");
    if (out.broken() || err.broken())
      throw new Unavailable(
          command + " broke off while it answered\nHINT: another attempt reads it anew");
    return new Output(process.exitValue(), answer, err.text());
  }

  private static Process start(Command command) {
    ProcessBuilder builder = new ProcessBuilder(Launch.words(command));
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    if (command.folder() != null) builder.directory(command.folder().toFile());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new Refused(
          command
              + " cannot be started"
              + (command.folder() == null ? "" : " in " + command.folder())
              + "\nHINT: see that the program is installed and on PATH, and the folder is there");
    }
  }
}

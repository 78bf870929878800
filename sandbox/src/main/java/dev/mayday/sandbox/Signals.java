package dev.mayday.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Signals that the JDK does not know, sent by Node: a small system has no kill program. */
public final class Signals {
  private static final String SEND =
      "for (const pid of process.argv.slice(2)) try { process.kill(+pid, process.argv[1]) }"
          + " catch (e) { if (e.code !== 'ESRCH') throw e }";

  private Signals() {}

  /**
   * Sends one signal.
   *
   * @param signal for example {@code SIGINT}
   */
  public static void send(String signal, ProcessHandle process) {
    send(signal, List.of(process), Programs.find());
  }

  /** To each process that still lives. */
  static void send(String signal, List<ProcessHandle> processes, Programs programs) {
    Stream<String> pids = processes.stream().map(process -> Long.toString(process.pid()));
    Exec.in(Path.of("/"))
        .run(
            Stream.concat(Stream.of(programs.node().toString(), "-e", SEND, signal), pids)
                .toList());
  }
}

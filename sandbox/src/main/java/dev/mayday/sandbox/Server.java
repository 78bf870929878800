package dev.mayday.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processes of one PostgreSQL server.
 *
 * @param data the folder that it runs in
 */
record Server(Path data, Programs programs) {
  private static final Duration GONE = Duration.ofSeconds(60);
  private static final Duration REAPED = Duration.ofSeconds(3);

  /** Kills every process at once, as a power cut would. */
  void kill() {
    freeze(); // so that nothing is forked between the look and the act
    List<ProcessHandle> all = processes();
    Signals.send("SIGKILL", all, programs);
    Await.until("PostgreSQL is gone", GONE, () -> all.stream().noneMatch(Server::isPostgres));
    // a dead process that nobody has reaped yet would still count as the owner of the folder
    if (!Await.holds(REAPED, () -> all.stream().noneMatch(ProcessHandle::isAlive))) removeLock();
  }

  /** Halts every process. */
  void freeze() {
    Signals.send("SIGSTOP", processes(), programs);
    Signals.send("SIGSTOP", processes(), programs); // what the postmaster forked meanwhile
  }

  /** Lets every halted process go on; harmless for others. */
  void thaw() {
    Signals.send("SIGCONT", processes(), programs);
  }

  boolean running() {
    return postmaster().isPresent();
  }

  private List<ProcessHandle> processes() {
    return postmaster().stream()
        .flatMap(first -> Stream.concat(Stream.of(first), first.descendants()))
        .toList();
  }

  private Optional<ProcessHandle> postmaster() {
    Path file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) return Optional.empty();
    try {
      long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
      return ProcessHandle.of(pid).filter(Server::isPostgres);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("postgres");
  }

  private void removeLock() {
    try {
      Files.deleteIfExists(data.resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

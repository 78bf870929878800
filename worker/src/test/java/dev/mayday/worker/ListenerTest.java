package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who listens, as /proc shows it to another user: without open files and the folder. */
class ListenerTest {
  private static final int PORT = 7244;
  private static final int SOCKET = 5221292;
  private static final String SERVER = "temporal server start-dev --ip 127.0.0.1 --port ";
  @TempDir Path proc;

  @BeforeEach
  void somebodyListens() throws IOException {
    listens(proc, SOCKET);
  }

  @Test
  void aDevelopmentServerOfAnotherUserIsKnownByItsCommandLine() throws IOException {
    process(12, "java -jar other.jar --port " + PORT, SOCKET);
    process(17, SERVER + PORT + " --db-filename /var/lib/store/temporal.db", SOCKET);
    Listener found = Listener.on(proc, PORT).orElseThrow();
    assertThat(found.develops()).isTrue();
    assertThat(found.value("--db-filename")).contains("/var/lib/store/temporal.db");
    assertThat(found.at("/var/lib/store")).contains(Path.of("/var/lib/store"));
    assertThat(found.at("temporal.db")).as("from a folder that is not seen").isEmpty();
  }

  @Test
  void onePortIsUsual() throws IOException {
    process(17, "temporal server start-dev", SOCKET);
    assertThat(Listener.on(proc, PORT)).isEmpty();
    listens(proc, SOCKET, 7233);
    listens(proc.resolve("17"), SOCKET, 7233);
    assertThat(Listener.on(proc, 7233)).isPresent();
  }

  /** Negative controls: whoever cannot be the one is not taken for it. */
  @Test
  void anotherPortAnotherProgramOrAnotherNetworkIsNotIt() throws IOException {
    process(17, SERVER + (PORT + 1), SOCKET);
    process(18, "temporal server start --port " + PORT, SOCKET);
    process(19, SERVER + PORT + " --db-filename /data/in-a-container.db", SOCKET + 1);
    assertThat(Listener.on(proc, PORT)).isEmpty();
    process(20, SERVER + PORT, SOCKET);
    assertThat(Listener.on(proc, PORT)).isPresent();
    assertThat(Listener.on(proc, PORT + 1)).as("where nobody listens").isEmpty();
  }

  @Test
  void whoIsSeenToHoldTheSocketIsTheOne() throws IOException {
    process(17, SERVER + PORT + " --db-filename /wrong.db", SOCKET);
    Path holder = process(18, SERVER + PORT + " --db-filename t.db", SOCKET);
    Files.createDirectory(holder.resolve("fd"));
    Files.createSymbolicLink(holder.resolve("fd/3"), Path.of("socket:[" + SOCKET + "]"));
    Files.createSymbolicLink(holder.resolve("cwd"), proc);
    Optional<Listener> found = Listener.on(proc, PORT);
    assertThat(found.flatMap(one -> one.value("--db-filename"))).contains("t.db");
    assertThat(found.flatMap(one -> one.at("t.db"))).contains(proc.toRealPath().resolve("t.db"));
  }

  private Path process(int pid, String line, int socket) throws IOException {
    Path process = Files.createDirectories(proc.resolve(String.valueOf(pid)));
    Files.writeString(process.resolve("cmdline"), line.replace(' ', '\0') + "\0");
    listens(process, socket);
    return process;
  }

  private static void listens(Path folder, int socket) throws IOException {
    listens(folder, socket, PORT);
  }

  private static void listens(Path folder, int socket, int port) throws IOException {
    Path net = Files.createDirectories(folder.resolve("net"));
    String line =
        "   0: 0100007F:%04X 00000000:0000 0A 00000000:00000000 00:00000000 00000000 61 0 %d 1 0\n";
    Files.writeString(net.resolve("tcp"), "  sl  local_address\n" + line.formatted(port, socket));
  }
}
